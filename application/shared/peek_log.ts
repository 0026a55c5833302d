import type { LogInspector, LogScanner, StoredRecord } from "./log.ts";

interface PeekDeps {
  readonly scanner: LogScanner;
  readonly inspector: LogInspector;
}

interface PeekOptions {
  readonly topic: string;
  readonly limit: number;
  readonly fromBeginning?: boolean;
}

/** How much further back each next look begins. */
const WIDER = 8;

/** The newest are in append order; the oldest only within a partition. Throws `Outage`. */
export async function peekLog(
  { scanner, inspector }: PeekDeps,
  { topic, limit, fromBeginning = false }: PeekOptions,
): Promise<StoredRecord[]> {
  if (fromBeginning) return await firstOf(scanner, topic, limit);
  const ranges = await inspector.ranges(topic);
  for (let back = limit;; back *= WIDER) {
    const from = new Map(ranges.map(({ partition, first, end }) => [partition, Math.max(first, end - back)]));
    const records: StoredRecord[] = [];
    for await (const batch of scanner.scan(topic, from)) records.push(...batch);
    // Offsets without a record: aborted ones, ends of transactions, and what compaction took.
    const isWhole = ranges.every(({ partition, first }) => from.get(partition) === first);
    if (records.length < limit && !isWhole) continue;
    records.sort((a, b) => a.at.getTime() - b.at.getTime() || a.partition - b.partition || a.offset - b.offset);
    return records.slice(-limit);
  }
}

async function firstOf(scanner: LogScanner, topic: string, limit: number): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const batch of scanner.scan(topic, new Map())) {
    records.push(...batch.slice(0, limit - records.length));
    if (records.length === limit) break;
  }
  return records;
}
