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

/** The newest are in append order; the oldest only within a partition. Throws `Outage`. */
export async function peekLog(
  { scanner, inspector }: PeekDeps,
  { topic, limit, fromBeginning = false }: PeekOptions,
): Promise<StoredRecord[]> {
  if (fromBeginning) return await firstOf(scanner, topic, limit);
  const ranges = await inspector.ranges(topic);
  const from = new Map(ranges.map(({ partition, first, end }) => [partition, Math.max(first, end - limit)]));
  const records: StoredRecord[] = [];
  for await (const batch of scanner.scan(topic, from)) records.push(...batch);
  records.sort((a, b) => a.at.getTime() - b.at.getTime() || a.partition - b.partition || a.offset - b.offset);
  return records.slice(-limit);
}

async function firstOf(scanner: LogScanner, topic: string, limit: number): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const batch of scanner.scan(topic, new Map())) {
    records.push(...batch.slice(0, limit - records.length));
    if (records.length === limit) break;
  }
  return records;
}
