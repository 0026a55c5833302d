import type { LogRecord } from "./log.ts";

/** A record waiting in the store until it has been appended to the log. */
export interface OutboxRecord extends LogRecord {
  readonly topic: string;
}

/**
 * What was decided in a transaction and has to follow in the log.
 *
 * `relay` hands up to `limit` records, oldest first, to `send` and forgets them only when it resolves; gives how many. A
 * crash in between sends them again, so each carries an id that readers know it by. Two relays never hold one record at
 * the same time.
 */
export interface Outbox {
  relay(limit: number, send: (records: readonly OutboxRecord[]) => Promise<void>): Promise<number>;
  waiting(): Promise<number>;
}
