import type { LogRecord } from "./log.ts";

/** A record waiting in the store until it has been appended to the log. */
export interface OutboxRecord extends LogRecord {
  readonly topic: string;
}

/** How much is held in memory at once. A single record may be larger than `bytes`. */
export interface RelayLimit {
  readonly records: number;
  /** Of keys, values and headers. */
  readonly bytes: number;
}

/**
 * What was decided in a transaction and has to follow in the log.
 *
 * `relay` hands records up to a limit, oldest first, to `send` and forgets them only when it resolves; gives how many. A
 * crash in between sends them again, so each carries an id that readers know it by. Two relays never hold one record at
 * the same time.
 */
export interface Outbox {
  relay(limit: RelayLimit, send: (records: readonly OutboxRecord[]) => Promise<void>): Promise<number>;
  waiting(): Promise<number>;
}
