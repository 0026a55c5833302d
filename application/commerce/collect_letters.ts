import { deadLetterTopic, letterId } from "../shared/dead_letter_record.ts";
import type { LogInspector, LogScanner, StoredRecord } from "../shared/log.ts";
import { isOfAnotherLog } from "../shared/stream_position.ts";
import type { RedrivenLetter, RedrivenLetters } from "../shared/redriven_letters.ts";
import type { Inbox } from "./ports/stream.ts";

/** A dead letter by its place in the topic of dead letters. */
export interface ChosenLetter {
  readonly partition: number;
  readonly offset: number;
  /** In place of its own. */
  readonly value?: string | undefined;
}

export interface CollectDeps {
  readonly scanner: LogScanner;
  readonly inspector: LogInspector;
  readonly inbox: Pick<Inbox, "position">;
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

export interface RedrivenPlace extends Pick<RedrivenLetter, "partition" | "offset"> {
  readonly at: Date | null;
  readonly sentTo: RedrivenLetter["sentTo"] | null;
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

interface RedriveState {
  readonly partitions: ReadonlyMap<
    number,
    { readonly first: number; readonly end: number; readonly passed: number; readonly logId: string | null }
  >;
  redrivenAmong(
    letters: readonly { readonly partition: number; readonly offset: number }[],
  ): Promise<readonly RedrivenPlace[]>;
}

/** Which dead letters of a topic were sent again, in whatever way. Throws `Outage`. */
export async function redriveState(
  { inspector, inbox, redriven }: Omit<CollectDeps, "scanner">,
  topic: string,
): Promise<RedriveState> {
  const dead = deadLetterTopic(topic);
  const partitions = new Map(
    await Promise.all((await inspector.ranges(dead)).map(async ({ partition, first, end, logId = null }) => {
      const position = await inbox.position({ group: `${topic}.redrive`, topic: dead, partition });
      const passed = isOfAnotherLog(position, logId) || position.next > end ? first : position.next;
      return [partition, { first, end, passed, logId }] as const;
    })),
  );
  return {
    partitions,
    async redrivenAmong(letters) {
      const passed = letters.filter(({ partition, offset }) => offset < (partitions.get(partition)?.passed ?? 0));
      const one = await redriven.among(letters.map(({ partition, offset }) => (
        { topic: dead, partition, offset, logId: partitions.get(partition)?.logId ?? null }
      )));
      const known = new Set(one.map(placeOf));
      return [
        ...one,
        ...passed.filter((letter) => !known.has(placeOf(letter))).map(({ partition, offset }) => (
          { partition, offset, at: null, sentTo: null }
        )),
      ];
    },
  };
}

function placeOf({ partition, offset }: { readonly partition: number; readonly offset: number }): string {
  return `${partition}/${offset}`;
}

/** A crash may have written a dead letter twice. */
function isFirst(seen: Set<string>, letter: StoredRecord): boolean {
  const id = letterId(letter);
  return !seen.has(id) && seen.add(id) !== undefined;
}
