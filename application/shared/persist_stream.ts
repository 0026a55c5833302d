import type { Refusal } from "../../domain/shared/result.ts";
import type { DeadLetter } from "./dead_letter_record.ts";
import { DataRefused, Outage, OverLimit, StoreMismatch } from "./fault.ts";
import type { LogBatch, LogHandler, PartitionRange, StoredRecord } from "./log.ts";
import { type Probe, RefusalJudge } from "./refusal_judge.ts";
import { isOfAnotherLog, type OffsetAdvance, type StoredPosition, type StreamPosition } from "./stream_position.ts";

export type Decoded<E> = { readonly event: E } | { readonly refusal: Refusal } | { readonly blank: true };

/** What of an accepted batch concerns the stream itself. */
export interface StreamOutcome {
  readonly stored?: number;
  /** Set aside: they tell nothing of where events belong. */
  readonly pending?: number;
}

/**
 * `accept` stores events, dead letters (outbox) and the position in one transaction; "fenced", and nothing changes, if
 * the position is not `from`, or one of another log. Throws `Outage` if a retry can help, `DataRefused` if an event
 * can't be stored.
 */
export interface EventSink<E, R extends StreamOutcome> {
  position(at: StreamPosition): Promise<StoredPosition>;
  accept(advance: OffsetAdvance, events: readonly E[], dead: readonly DeadLetter[]): Promise<R | "fenced">;
  /** Left out where storing can't be undone. */
  readonly probe?: Probe<E>;
}

interface PersistStreamDeps<E, R extends StreamOutcome> {
  readonly inbox: EventSink<E, R>;
  readonly decode: (record: StoredRecord) => Decoded<E>;
  /** Rethrows `DataRefused`. */
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
  readonly observe: StreamObserver<R>;
}

interface PersistingDeps<E, R extends StreamOutcome> extends PersistStreamDeps<E, R> {
  readonly judge: RefusalJudge<E>;
}

export interface StreamObserver<R> {
  accepted(topic: string, partition: number, result: R): void;
  fenced(topic: string, partition: number): void;
  /** Everything is refused, until `accepted` is called again for this topic. */
  mismatched(topic: string, partition: number, mismatch: StoreMismatch): void;
  dead(letter: DeadLetter): void;
  /** The log no longer holds what lay between: it expired unread. */
  lost(at: StreamPosition, from: number, to: number): void;
  /** The stored position, `from`, was one of another log. */
  recreated(at: StreamPosition, from: number, to: number): void;
}

type Place = StreamPosition & Pick<OffsetAdvance, "fromLogId">;

interface Step<E> {
  readonly from: number;
  readonly to: number;
  readonly records: readonly { readonly record: StoredRecord; readonly decoded: Decoded<E> }[];
}

const MAX_STEP = 5_000;
/**
 * How often in a row the log must end before the stored position to count as recreated: right after a failover a new
 * leader may report too low an end.
 */
const BEHIND_BEFORE_RESET = 4;

/**
 * Exactly once. Outages are retried indefinitely, what is over the store's limits in halves. What can't be decoded or
 * alone is refused (found by bisection) becomes a dead letter in the transaction that moves the position past it; where
 * everything is refused alike, it waits until the store is repaired.
 */
export function persistStream<E, R extends StreamOutcome>(
  deps: PersistStreamDeps<E, R>,
  group: string,
  signal: AbortSignal,
): LogHandler {
  const seenBehind = new Map<number, number>();
  const logIds = new Map<number, string | null>();
  const judge = new RefusalJudge<E>(deps.inbox.probe && ((event) => deps.inbox.probe!(event)));
  const persisting = { ...deps, judge };
  return {
    async positionOf(topic: string, range: PartitionRange): Promise<number> {
      const at = { group, topic, partition: range.partition };
      const stored = await deps.withRetry(() => deps.inbox.position(at), signal);
      const logId = range.logId ?? null;
      const isAnother = isOfAnotherLog(stored, logId);
      const behind = !isAnother && stored.next > range.end ? (seenBehind.get(range.partition) ?? 0) + 1 : 0;
      seenBehind.set(range.partition, behind);
      if (behind > 0 && behind < BEHIND_BEFORE_RESET) {
        throw new Outage("the log", `it ends at ${range.end}, before the stored position ${stored.next}`);
      }
      const isHeld = !isAnother && stored.next >= range.first && stored.next <= range.end;
      const isNamed = logId === null || stored.logId === logId;
      logIds.set(range.partition, logId);
      if (isHeld && isNamed) return stored.next;
      // The log was recreated or its oldest records expired. Rows are keyed, so rereading stores nothing twice.
      seenBehind.delete(range.partition);
      const to = isHeld ? stored.next : range.first;
      const advance = { ...at, from: stored.next, fromLogId: stored.logId, to, lastRecordAt: null, logId };
      const result = await deps.withRetry(() => deps.inbox.accept(advance, [], []), signal);
      if (result === "fenced") return await this.positionOf(topic, range);
      const wasRead = stored.next > 0 || stored.logId !== null;
      if (wasRead && (isAnother || to < stored.next)) deps.observe.recreated(at, stored.next, to);
      else if (wasRead && to > stored.next) deps.observe.lost(at, stored.next, to);
      return to;
    },

    async take(batch: LogBatch, signal: AbortSignal): Promise<"taken" | "lost"> {
      const { topic, partition, records } = batch;
      const decoded = records.map((record) => {
        const { refusal } = record;
        return { record, decoded: refusal ? { refusal } : deps.decode(record) };
      });
      let from = batch.from;
      for (let start = 0; start === 0 || start < decoded.length; start += MAX_STEP) {
        const step = decoded.slice(start, start + MAX_STEP);
        const to = decoded[start + MAX_STEP]?.record.offset ?? batch.next;
        const at = { group, topic, partition, fromLogId: logIds.get(partition) ?? null };
        const outcome = await persistStep(persisting, at, { from, to, records: step }, signal);
        if (outcome === "lost") return "lost";
        from = to;
      }
      return "taken";
    },
  };
}

async function persistStep<E, R extends StreamOutcome>(
  deps: PersistingDeps<E, R>,
  at: Place,
  step: Step<E>,
  signal: AbortSignal,
  isJudged = false,
): Promise<"taken" | "lost"> {
  const events: E[] = [];
  const dead: DeadLetter[] = [];
  for (const { record, decoded } of step.records) {
    if ("event" in decoded) events.push(decoded.event);
    else if ("refusal" in decoded) dead.push(deadLetter(record, decoded.refusal, at));
  }
  const lastRecordAt = step.records.at(-1)?.record.at ?? null;
  try {
    const advance = { ...at, from: step.from, to: step.to, lastRecordAt };
    const result = await deps.withRetry(async () => {
      try {
        return await deps.inbox.accept(advance, events, dead);
      } catch (error) {
        if (error instanceof OverLimit && step.records.length > 1) return "over limit" as const;
        if (error instanceof DataRefused && events.length > 0 && !isJudged) {
          await judgeRefusal(deps, at, events, error);
        }
        throw error;
      }
    }, signal);
    if (result === "fenced") {
      deps.observe.fenced(at.topic, at.partition);
      return "lost";
    }
    if (result === "over limit") return await persistParts(deps, at, halves(step), signal, isJudged);
    if (!isAllSetAside(result)) deps.judge.stored(events);
    deps.observe.accepted(at.topic, at.partition, result);
    for (const letter of dead) deps.observe.dead(letter);
    return "taken";
  } catch (error) {
    if (!(error instanceof DataRefused) || events.length === 0) throw error;
    return await persistParts(deps, at, splitStep(step, error), signal, true);
  }
}

async function persistParts<E, R extends StreamOutcome>(
  deps: PersistingDeps<E, R>,
  at: Place,
  parts: readonly Step<E>[],
  signal: AbortSignal,
  isJudged: boolean,
): Promise<"taken" | "lost"> {
  for (const part of parts) {
    if (await persistStep(deps, at, part, signal, isJudged) === "lost") return "lost";
  }
  return "taken";
}

async function judgeRefusal<E, R extends StreamOutcome>(
  { judge, observe }: PersistingDeps<E, R>,
  { topic, partition }: StreamPosition,
  events: readonly E[],
  refusal: DataRefused,
): Promise<void> {
  try {
    await judge.judge(events, refusal);
  } catch (error) {
    if (error instanceof StoreMismatch) observe.mismatched(topic, partition, error);
    throw error;
  }
}

function isAllSetAside({ stored, pending = 0 }: StreamOutcome): boolean {
  return stored === 0 && pending > 0;
}

function splitStep<E>(step: Step<E>, cause: DataRefused): Step<E>[] {
  const { from, to, records } = step;
  if (records.length === 1) {
    const refusal = { code: "data_refused", message: `${cause.message} (${cause.code})` };
    return [{ from, to, records: [{ record: records[0]!.record, decoded: { refusal } }] }];
  }
  return halves(step);
}

function halves<E>({ from, to, records }: Step<E>): Step<E>[] {
  const half = records.length >>> 1;
  const middle = records[half]!.record.offset;
  return [
    { from, to: middle, records: records.slice(0, half) },
    { from: middle, to, records: records.slice(half) },
  ];
}

function deadLetter(record: StoredRecord, { code, message }: Refusal, { fromLogId = null }: Place): DeadLetter {
  const { topic, partition, offset, key, value, headers } = record;
  return { topic, partition, offset, logId: fromLogId, key, value, headers, cause: { code, message } };
}
