import { CommandFailed } from "../shared/fault.ts";
import type { LogRecord, LogScanner, LogWriter, StoredRecord } from "../shared/log.ts";
import { deadLetterTopic, isSendable, letterId, originalRecord } from "../shared/dead_letter_record.ts";
import type { Inbox } from "./ports/stream.ts";
import { placeOf, type RedriveDeps, redriveGroup, redriveState } from "./redrive_state.ts";

interface RedriveAllDeps extends RedriveDeps {
  readonly scanner: LogScanner;
  readonly writer: LogWriter;
  readonly inbox: Inbox;
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
export async function redriveDeadLetters(deps: RedriveAllDeps, options: RedriveOptions): Promise<Redriven> {
  const { topic, dryRun = false, correct = (record) => record } = options;
  const dead = deadLetterTopic(topic);
  const { partitions, redrivenAmong } = await redriveState(deps, topic);
  const stored = new Map([...partitions].map(([partition, { stored }]) => [partition, stored]));
  const from = new Map([...partitions].map(([partition, { passed }]) => [partition, passed]));
  const seen = new Set<string>();
  const result = { found: 0, repeated: 0, sent: 0, cut: 0 };
  for await (const batch of deps.scanner.scan(dead, from)) {
    const sent = new Set((await redrivenAmong(batch)).map(placeOf));
    const fresh = batch.filter((record) => {
      const id = letterId(record);
      return !sent.has(placeOf(record)) && !seen.has(id) && seen.add(id);
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
      ...{ group: redriveGroup(topic), topic: dead, partition, from: stored.get(partition)!, to: offset + 1 },
      ...{ lastRecordAt: at, logId: partitions.get(partition)?.logId ?? null },
    };
    if (await deps.inbox.accept(advance, [], []) === "fenced") {
      throw new CommandFailed(`Cannot redrive ${topic}: another run is in progress`);
    }
    stored.set(partition, offset + 1);
  }
  return result;
}
