import { deadLetterTopic, letterId } from "../shared/dead_letter_record.ts";
import type { LogScanner, StoredRecord } from "../shared/log.ts";
import type { RedrivenLetters } from "../shared/redriven_letters.ts";
import { placeOf, type RedriveDeps, type RedrivenPlace, redriveState } from "./redrive_state.ts";

/** A dead letter by its place in the topic of dead letters. */
export interface ChosenLetter {
  readonly partition: number;
  readonly offset: number;
  /** In place of its own. */
  readonly value?: string | undefined;
}

export interface CollectDeps extends RedriveDeps {
  readonly scanner: LogScanner;
  readonly redriven: RedrivenLetters;
}

interface Collected {
  readonly letters: readonly {
    readonly letter: StoredRecord;
    readonly logId: string | null;
    readonly value?: string | undefined;
  }[];
  /** Without `at`: by `kafka-admin redrive`, which goes through the topic in order. */
  readonly redriven: readonly RedrivenPlace[];
  /** Chosen and not in the log. */
  readonly gone: readonly ChosenLetter[];
  readonly more: boolean;
}

/** As many are checked and sent in one go. */
const MOST = 1_000;

/** The dead letters that are asked for: the chosen ones, those of a reason, or all. Throws `Outage`. */
export async function collectLetters(
  deps: CollectDeps,
  { topic, letters: chosen, code }: {
    readonly topic: string;
    readonly letters?: readonly ChosenLetter[] | undefined;
    readonly code?: string | undefined;
  },
): Promise<Collected> {
  const dead = deadLetterTopic(topic);
  const state = await redriveState(deps, topic);
  const wanted = chosen ? new Map(chosen.map((letter) => [placeOf(letter), letter])) : null;
  const from = new Map([...state.partitions].map(([partition, { first, passed, end }]) => {
    if (!chosen) return [partition, Math.max(first, passed)];
    const own = chosen.filter((letter) => letter.partition === partition).map(({ offset }) => offset);
    return [partition, Math.min(end, ...own)];
  }));
  const left: StoredRecord[] = [];
  const redriven: RedrivenPlace[] = [];
  const inLog = new Set<string>();
  const seen = new Set<string>();
  for await (const batch of deps.scanner.scan(dead, from)) {
    const found = batch.filter((letter) =>
      wanted ? wanted.has(placeOf(letter)) : code === undefined || letter.headers["dlq-code"] === code
    );
    const before = await state.redrivenAmong(found);
    const isRedriven = new Set(before.map(placeOf));
    redriven.push(...before);
    left.push(...found.filter((letter) => {
      inLog.add(placeOf(letter));
      return !isRedriven.has(placeOf(letter)) && (wanted !== null || isFirst(seen, letter));
    }));
    if (wanted ? inLog.size === wanted.size : left.length > MOST) break;
  }
  return {
    letters: left.slice(0, MOST).map((letter) => ({
      letter,
      logId: state.partitions.get(letter.partition)?.logId ?? null,
      value: wanted?.get(placeOf(letter))?.value,
    })),
    redriven: wanted ? redriven : [],
    gone: chosen?.filter((letter) => !inLog.has(placeOf(letter))) ?? [],
    more: left.length > MOST,
  };
}

/** A crash may have written a dead letter twice. */
function isFirst(seen: Set<string>, letter: StoredRecord): boolean {
  const id = letterId(letter);
  return !seen.has(id) && seen.add(id) !== undefined;
}
