import { CommandFailed } from "../shared/fault.ts";
import type { LogInspector, LogRecord, LogScanner, LogWriter, StoredRecord } from "../shared/log.ts";
import { deadLetterTopic, isSendable, letterId, originalRecord } from "../shared/dead_letter_record.ts";
import { isOfAnotherLog } from "../shared/stream_position.ts";
import type { RedrivenLetters } from "../shared/redriven_letters.ts";
import type { Inbox } from "./ports/stream.ts";

interface RedriveDeps {
  readonly scanner: LogScanner;
  readonly inspector: LogInspector;
  readonly writer: LogWriter;
  readonly inbox: Inbox;
  /** Left out where none is sent one by one. */
  readonly redriven?: Pick<RedrivenLetters, "among">;
}

export interface RedriveOptions {
  readonly topic: string;
  readonly dryRun?: boolean;
  readonly correct?: (record: StoredRecord) => LogRecord;
}

interface Redriven {
  readonly found: number;
  /** Repeated dead letters, as after a crash between sending and committing, and those that were sent one by one. */
  readonly repeated: number;
  readonly sent: number;
  /** Truncated dead letters, and batches that could not be decoded; sent only if corrected. */
  readonly cut: number;
}

/** Progress follows the acknowledgement: a crashed run repeats its last batch, which is harmless (keyed rows). */
export async function redriveDeadLetters(deps: RedriveDeps, options: RedriveOptions): Promise<Redriven> {
  const { topic, dryRun = false, correct = (record) => record } = options;
  const dead = deadLetterTopic(topic);
  const group = `${topic}.redrive`;
  const stored = new Map<number, number>();
  const from = new Map<number, number>();
  const logIds = new Map<number, string | null>();
  for (const { partition, first, end, logId = null } of await deps.inspector.ranges(dead)) {
    const position = await deps.inbox.position({ group, topic: dead, partition });
    stored.set(partition, position.next);
    logIds.set(partition, logId);
    // Without ids, a position beyond the end belongs to an earlier topic of the same name.
    from.set(partition, isOfAnotherLog(position, logId) || position.next > end ? first : position.next);
  }
  const seen = new Set<string>();
  const result = { found: 0, repeated: 0, sent: 0, cut: 0 };
  for await (const batch of deps.scanner.scan(dead, from)) {
    const before = await deps.redriven?.among(batch.map((record) => placeOf(record, logIds))) ?? [];
    const sent = new Set(before.map(keyOf));
    const fresh = batch.filter((record) => {
      const id = letterId(record);
      return !sent.has(keyOf(record)) && !seen.has(id) && seen.add(id);
    });
    result.found += batch.length;
    result.repeated += batch.length - fresh.length;
    const corrected = fresh.map((record) => ({ record, corrected: correct(record) }));
    const whole = corrected.filter(({ record, corrected }) => isSendable(record) || corrected !== record);
    result.cut += fresh.length - whole.length;
    if (dryRun) continue;
    await deps.writer.append(topic, whole.map(({ record, corrected }) => originalRecord(corrected, record)));
    result.sent += whole.length;
    const { partition, offset, at } = batch.at(-1)!;
    const advance = {
      ...{ group, topic: dead, partition, from: stored.get(partition)!, to: offset + 1 },
      ...{ lastRecordAt: at, logId: logIds.get(partition) ?? null },
    };
    if (await deps.inbox.accept(advance, [], []) === "fenced") {
      throw new CommandFailed(`Cannot redrive ${topic}: another run is in progress`);
    }
    stored.set(partition, offset + 1);
  }
  return result;
}

function placeOf({ topic, partition, offset }: StoredRecord, logIds: ReadonlyMap<number, string | null>) {
  return { topic, partition, offset, logId: logIds.get(partition) ?? null };
}

function keyOf({ partition, offset }: Pick<StoredRecord, "partition" | "offset">): string {
  return `${partition}/${offset}`;
}
