import type { LogRecord } from "./log.ts";

export interface OutboxRecord extends LogRecord {
  readonly topic: string;
}

/** Limits of a batch in memory. A single record may exceed `bytes`. */
export interface RelayLimit {
  readonly records: number;
  readonly bytes: number;
}

/**
 * Records decided in a transaction, to be published in the log.
 *
 * `relay` passes records up to a limit, oldest first, to `send`, deletes them when it resolves, and returns their
 * number. A crash in between sends them again, so each carries an id for deduplication. Two relays never hold the same
 * record.
 */
export interface Outbox {
  relay(limit: RelayLimit, send: (records: readonly OutboxRecord[]) => Promise<void>): Promise<number>;
  waiting(): Promise<number>;
}
