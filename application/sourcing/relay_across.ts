import { DataRefused, reasonOf } from "../shared/fault.ts";
import type { DatabaseName, Writes } from "./one_database.ts";
import type { CrossDatabaseOutbox, DeadLetter, OutboxMessage } from "./ports/outbox.ts";

/**
 * Applies and notes the ids (inbox) in one transaction; skips known ids. Gives those that can never be applied. Throws
 * `DataRefused` when the database refuses one, and `Outage`.
 */
export interface Delivery<B extends DatabaseName> extends Writes<B> {
  deliver(messages: readonly OutboxMessage[]): Promise<readonly DeadLetter[]>;
}

interface RelayAcrossDeps<A extends DatabaseName, B extends DatabaseName> {
  readonly outbox: CrossDatabaseOutbox<A>;
  /** By kind; messages of other kinds stay. */
  readonly deliveries: Readonly<Record<string, Delivery<B>>>;
}

interface RelayAcrossOptions<B extends DatabaseName> {
  readonly destination: B;
  readonly signal?: AbortSignal;
  readonly batch?: number;
  readonly onProgress?: (relayed: number) => void;
}

export interface RelayCounts {
  readonly relayed: number;
  readonly deadLettered: number;
}

const BATCH = 200;

/**
 * The only place that writes to two databases: applied there, then deleted here; repeated ones are skipped there. A
 * refused one becomes a dead letter. Throws `Outage`; the rest stays.
 */
export async function relayAcross<A extends DatabaseName, B extends Exclude<DatabaseName, A>>(
  { outbox, deliveries }: RelayAcrossDeps<A, B>,
  { destination, signal, batch = BATCH, onProgress }: RelayAcrossOptions<B>,
): Promise<RelayCounts> {
  const kinds = Object.keys(deliveries);
  let relayed = 0;
  let deadLettered = 0;
  while (!signal?.aborted) {
    const held = await outbox.hold({ destination, kinds, limit: batch }, async (messages) => {
      const refused: DeadLetter[] = [];
      for (const [kind, own] of Map.groupBy(messages, (message) => message.kind)) {
        refused.push(...await deliverEach(deliveries[kind]!, own));
      }
      deadLettered += refused.length;
      relayed += messages.length - refused.length;
      return refused;
    });
    // A batch may be short because messages of one subject wait for each other.
    if (held === 0) break;
    onProgress?.(relayed);
  }
  return { relayed, deadLettered };
}

/** Bisects down to a refused message. */
async function deliverEach(
  delivery: Delivery<DatabaseName>,
  messages: readonly OutboxMessage[],
): Promise<readonly DeadLetter[]> {
  try {
    return await delivery.deliver(messages);
  } catch (error) {
    if (!(error instanceof DataRefused)) throw error;
    if (messages.length === 1) return [{ id: messages[0]!.id, reason: reasonOf(error) }];
    const half = Math.ceil(messages.length / 2);
    return [
      ...await deliverEach(delivery, messages.slice(0, half)),
      ...await deliverEach(delivery, messages.slice(half)),
    ];
  }
}
