import { CUT_HEADER, deadLetterTopic, isSendable, REDRIVE_HEADER } from "./dead_letter_record.ts";
import type { LogInspector, LogScanner, StoredRecord } from "./log.ts";
import type { Page, PageRequest } from "./page.ts";

interface ReadDeadLettersDeps {
  readonly scanner: LogScanner;
  readonly inspector: LogInspector;
}

/** Where a record was when it could not be stored. */
interface DeadLetterOrigin {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export interface FoundDeadLetter {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly at: Date;
  readonly of: DeadLetterOrigin;
  readonly key: string | null;
  readonly code: string;
  readonly cause: string;
  /** Its beginning, as text; `null` for a tombstone. */
  readonly value: string | null;
  /** Of the whole record; null where the dead letter has all of it. */
  readonly cutOf: number | null;
  /** The dead letter that it was before, as `topic/partition/offset`; it was sent again and failed again. */
  readonly redriveOf: string | null;
}

export const DEAD_LETTER_SORTS = { at: ["text"] } as const;

const LONGEST_VALUE = 4_000;

/** Of the topics, newest first. The position is the end of what is left, of each partition. Throws `Outage`. */
export async function listDeadLetters(
  deps: ReadDeadLettersDeps,
  topics: readonly string[],
  { limit, after }: Pick<PageRequest, "limit" | "after">,
): Promise<Page<FoundDeadLetter>> {
  const ends = after === null ? null : endsOf(after[0]!);
  const left = new Map<string, { readonly first: number; end: number }>();
  const found: StoredRecord[] = [];
  for (const topic of topics.map(deadLetterTopic)) {
    const from = new Map<number, number>();
    const until = new Map<number, number>();
    for (const { partition, first, end } of await deps.inspector.ranges(topic)) {
      const place = `${topic}/${partition}`;
      const upTo = ends === null ? end : Math.min(ends.get(place) ?? end, end);
      left.set(place, { first, end: upTo });
      if (upTo <= first) continue;
      from.set(partition, Math.max(first, upTo - limit));
      until.set(partition, upTo);
    }
    if (until.size > 0) found.push(...await readUpTo(deps, topic, from, until));
  }
  found.sort((a, b) => +b.at - +a.at || b.partition - a.partition || b.offset - a.offset);
  const shown = found.slice(0, limit);
  for (const { topic, partition, offset } of shown) {
    const rest = left.get(`${topic}/${partition}`)!;
    rest.end = Math.min(rest.end, offset);
  }
  const more = shown.length > 0 && [...left.values()].some(({ first, end }) => end > first);
  const position = [...left].map(([place, { end }]) => `${place}=${end}`).join(" ");
  return { items: shown.map(shownLetter), next: more ? [position] : null };
}

/** The newest dead letter that a record became, among the last `within` of each partition. Throws `Outage`. */
export async function findDeadLetter(
  deps: ReadDeadLettersDeps,
  topic: string,
  is: (letter: FoundDeadLetter) => boolean,
  within: number,
): Promise<FoundDeadLetter | null> {
  const dead = deadLetterTopic(topic);
  const ranges = (await deps.inspector.ranges(dead)).filter(({ first, end }) => end > first);
  if (ranges.length === 0) return null;
  const from = new Map(ranges.map(({ partition, first, end }) => [partition, Math.max(first, end - within)]));
  const until = new Map(ranges.map(({ partition, end }) => [partition, end]));
  const letters = (await readUpTo(deps, dead, from, until)).map(shownLetter);
  return letters.findLast(is) ?? null;
}

export interface WholeDeadLetter extends FoundDeadLetter {
  readonly headers: Readonly<Record<string, string>>;
  /** False for a part of a record and for a batch: something else must be sent in its place. */
  readonly isWhole: boolean;
}

/** One with all that was kept of it; `null` if the topic doesn't hold it. Throws `Outage`. */
export async function readDeadLetter(
  deps: ReadDeadLettersDeps,
  topic: string,
  { partition, offset }: { readonly partition: number; readonly offset: number },
): Promise<WholeDeadLetter | null> {
  const dead = deadLetterTopic(topic);
  const ranges = await deps.inspector.ranges(dead);
  if (!ranges.some((range) => range.partition === partition && offset >= range.first && offset < range.end)) {
    return null;
  }
  const from = new Map(ranges.map((range) => [range.partition, range.partition === partition ? offset : range.end]));
  for await (const batch of deps.scanner.scan(dead, from)) {
    const found = batch.find((record) => record.partition === partition && record.offset === offset);
    if (found) {
      const value = found.value && new TextDecoder().decode(found.value).toWellFormed();
      return { ...shownLetter(found), value, headers: found.headers, isWhole: isSendable(found) };
    }
  }
  return null;
}

async function readUpTo(
  { scanner }: ReadDeadLettersDeps,
  topic: string,
  from: ReadonlyMap<number, number>,
  until: ReadonlyMap<number, number>,
): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const batch of scanner.scan(topic, from)) {
    records.push(
      ...batch.filter(({ partition, offset }) =>
        offset >= (from.get(partition) ?? Infinity) && offset < (until.get(partition) ?? 0)
      ),
    );
  }
  return records;
}

function shownLetter({ topic, partition, offset, at, key, value, headers }: StoredRecord): FoundDeadLetter {
  const cut = headers[CUT_HEADER];
  return {
    ...{ topic, partition, offset, at, key },
    of: {
      topic: headers["dlq-topic"] ?? "",
      partition: Number(headers["dlq-partition"] ?? -1),
      offset: Number(headers["dlq-offset"] ?? -1),
    },
    code: headers["dlq-code"] ?? "",
    cause: headers["dlq-cause"] ?? "",
    value: value && new TextDecoder().decode(value).slice(0, LONGEST_VALUE).toWellFormed(),
    cutOf: cut === undefined ? null : Number(cut),
    redriveOf: headers[REDRIVE_HEADER] ?? null,
  };
}

function endsOf(position: string): ReadonlyMap<string, number> {
  return new Map(
    position.split(" ").map((part) => {
      const [place = "", end] = part.split("=");
      return [place, Number(end)] as const;
    }),
  );
}
