import type { LogInspector, LogRecord, LogScanner, LogWriter, StoredRecord } from "../shared/log.ts";
import { CUT_HEADER, deadLetterTopic } from "../shared/dead_letter_record.ts";
import type { Inbox } from "./ports/inbox.ts";

interface RedriveDeps {
  readonly scanner: LogScanner;
  readonly inspector: LogInspector;
  readonly writer: LogWriter;
  /** Keeps how far earlier runs came, beside the consumers' positions. */
  readonly inbox: Inbox;
}

export interface RedriveOptions {
  /** The topic whose dead letters are sent again. */
  readonly topic: string;
  /** Says what would be sent, sends nothing. */
  readonly dryRun?: boolean;
  /** A record's mended form, or the record itself where nothing was to mend. */
  readonly mend?: (record: StoredRecord) => LogRecord;
}

interface Redriven {
  /** Dead letters since the last run. */
  readonly found: number;
  /** The same dead letter again, as a crash between sending and noting it leaves it. */
  readonly repeated: number;
  readonly sent: number;
  /** Too large for the dead-letter topic, so that only their beginning stands there; not sent unless mended. */
  readonly cut: number;
}

const DEAD_LETTER_HEADER = /^dlq-/;

/**
 * Sends a topic's dead letters to the topic again, each once.
 *
 * How far a run has come is kept in the store, partition by partition, and moved only after the records were
 * acknowledged; a run that is killed sends its last batch again, which stores nothing twice because rows are keyed.
 * A record that still can't be stored comes back as a new dead letter.
 */
export async function redriveDeadLetters(deps: RedriveDeps, options: RedriveOptions): Promise<Redriven> {
  const { topic, dryRun = false, mend = (record) => record } = options;
  const dead = deadLetterTopic(topic);
  const group = `${topic}.redrive`;
  const stored = new Map<number, number>();
  const from = new Map<number, number>();
  for (const { partition, first, end } of await deps.inspector.ranges(dead)) {
    const position = await deps.inbox.position({ group, topic: dead, partition });
    stored.set(partition, position);
    // Beyond the end, it belongs to a topic that was there before this one.
    from.set(partition, position > end ? first : position);
  }
  const seen = new Set<string>();
  const result = { found: 0, repeated: 0, sent: 0, cut: 0 };
  for await (const batch of deps.scanner.scan(dead, from)) {
    const fresh = batch.filter((record) => {
      const id = record.headers["dlq-id"] ?? `${record.partition}/${record.offset}`;
      return !seen.has(id) && seen.add(id);
    });
    result.found += batch.length;
    result.repeated += batch.length - fresh.length;
    const mended = fresh.map((record) => ({ record, mended: mend(record) }));
    // The beginning of a record is not the record; somebody else has to send the whole.
    const whole = mended.filter(({ record, mended }) => !(CUT_HEADER in record.headers) || mended !== record);
    result.cut += fresh.length - whole.length;
    if (dryRun) continue;
    await deps.writer.append(topic, whole.map(({ record, mended }) => withoutTraces(mended, record)));
    result.sent += whole.length;
    const { partition, offset, at } = batch.at(-1)!;
    const advance = { group, topic: dead, partition, from: stored.get(partition)!, to: offset + 1, lastRecordAt: at };
    if (await deps.inbox.accept(advance, [], []) === "fenced") {
      throw new Error(`Cannot redrive ${topic}: another run is at it`);
    }
    stored.set(partition, offset + 1);
  }
  return result;
}

/** The record as it was before it failed, with a note where it comes from. */
function withoutTraces({ key, value, headers }: LogRecord, from: StoredRecord): LogRecord {
  const original = Object.entries(headers).filter(([name]) => !DEAD_LETTER_HEADER.test(name));
  return {
    key,
    value,
    headers: { ...Object.fromEntries(original), "redrive-of": `${from.topic}/${from.partition}/${from.offset}` },
  };
}
