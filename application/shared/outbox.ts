import type { LogRecord } from "./log.ts";

export interface OutboxRecord extends LogRecord {
  readonly topic: string;
}

/** A single record may exceed `bytes`. */
export interface RelayLimit {
  readonly records: number;
  readonly bytes: number;
}

/** Oldest first; deleted when `send` resolves, so a crash sends again. Two relays never hold the same record. */
export interface Outbox {
  relay(limit: RelayLimit, send: (records: readonly OutboxRecord[]) => Promise<void>): Promise<number>;
  waiting(): Promise<number>;
}
