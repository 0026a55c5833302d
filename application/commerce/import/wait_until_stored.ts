import type { LogInspector, Receipt } from "../../shared/log.ts";
import type { StoredPositions } from "../../shared/stream_position.ts";
import type { PendingOrders } from "../ports/stream.ts";

export interface StoredWatch {
  readonly positions: StoredPositions;
  readonly pending: Pick<PendingOrders, "complete" | "count">;
  readonly inspector: Pick<LogInspector, "ranges">;
  readonly groupOf: (topic: string) => string;
  readonly now: () => Date;
  /** Resolves early when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Retries all but `DataRefused`. */
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

/** There may be no reader, or the database may be unreachable. */
export interface Stall {
  readonly forMs: number;
  readonly behind: readonly { readonly topic: string; readonly partition: number; readonly missing: number }[];
}

interface WaitOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Called every 30 s in which nothing moved. */
  readonly onStall?: (stall: Stall) => void;
}

const POLL_MS = 250;
const COMPLETE_LIMIT = 1_000;
const STILL_MS = 30_000;
/** Another process may hold the last pending orders in an open transaction. */
const HELD_MS = 5_000;

/**
 * Resolves when all up to `marks` is stored, pending orders completed; gives how many still wait, which are not of
 * these marks. An abort rejects with the signal's reason.
 */
export async function waitUntilStored(
  watch: StoredWatch,
  marks: readonly Receipt[],
  { signal, onProgress = () => {}, onStall = () => {} }: WaitOptions,
): Promise<{ readonly stillPending: number }> {
  const { pending, now, sleep, withRetry } = watch;
  const began = now().getTime();
  let total: number | null = null;
  let moved = { at: began, missing: -1 };
  let toldAt = began;
  let passedAt: number | null = null;
  while (true) {
    signal.throwIfAborted();
    const behind = await withRetry(() => behindOf(watch, marks), signal);
    const missing = behind.reduce((sum, each) => sum + each.missing, 0);
    total ??= missing;
    onProgress(total - missing, total);
    const at = now().getTime();

    if (missing === 0) {
      if (await withRetry(() => pending.complete(COMPLETE_LIMIT), signal) === COMPLETE_LIMIT) continue;
      const stillPending = await withRetry(() => pending.count(), signal);
      passedAt ??= at;
      if (stillPending === 0 || at - passedAt >= HELD_MS) return { stillPending };
    }
    if (missing !== moved.missing) {
      moved = { at, missing };
      toldAt = at;
    } else if (missing > 0 && at - toldAt >= STILL_MS) {
      toldAt = at;
      onStall({ forMs: at - moved.at, behind });
    }
    await sleep(POLL_MS, signal);
  }
}

async function behindOf({ positions, inspector, groupOf }: StoredWatch, marks: readonly Receipt[]) {
  const next = new Map((await positions.all()).map((at) => [`${at.group}/${at.topic}/${at.partition}`, at.next]));
  const steps = marks.map((mark) => ({
    ...mark,
    next: next.get(`${groupOf(mark.topic)}/${mark.topic}/${mark.partition}`) ?? 0,
  }));
  // A position beyond the log's end belongs to an earlier log, until its reader notices.
  const passed = steps.every(({ next, offset }) => next > offset);
  const ends = passed ? await endsOf(inspector, marks) : new Map<string, number>();
  return steps.map(({ topic, partition, offset, next }) => {
    const end = ends.get(`${topic}/${partition}`) ?? Infinity;
    return { topic, partition, missing: next > end ? offset + 1 : Math.max(0, offset + 1 - next) };
  }).filter(({ missing }) => missing > 0);
}

async function endsOf(inspector: StoredWatch["inspector"], marks: readonly Receipt[]): Promise<Map<string, number>> {
  const topics = [...new Set(marks.map(({ topic }) => topic))];
  const ranges = await Promise.all(
    topics.map(async (topic) =>
      (await inspector.ranges(topic)).map(({ partition, end }) => [`${topic}/${partition}`, end] as const)
    ),
  );
  return new Map(ranges.flat());
}
