import type { LogRecord } from "./log.ts";

export interface OutboxRecord extends LogRecord {
  readonly topic: string;
}

/** A single record may exceed `bytes`. */
export interface RelayLimit {
  readonly records: number;
  readonly bytes: number;
}

export interface Relayed {
  readonly sent: number;
  /** The record that the log refused, at which this pass ended; parked after a few refusals. */
  readonly refused: { readonly cause: string; readonly parked: boolean } | null;
}

/** Each topic's records oldest first, whatever becomes of other topics'. All throw `Outage`. */
export interface Outbox {
  /** Those with records that are not parked. What was committed late may show a second later. */
  topics(): Promise<readonly string[]>;
  /**
   * Records are deleted once they are sent, so a crash sends again. One relay at a time has a topic, which keeps the
   * order of every key; for another one it holds nothing. `send` throws `Outage`, or anything else for records that the
   * log refuses, of which the one that alone is refused is found.
   */
  relay(topic: string, limit: RelayLimit, send: (records: readonly LogRecord[]) => Promise<void>): Promise<Relayed>;
  /** Without the parked ones. */
  waiting(): Promise<number>;
}

export interface OutboxState {
  readonly topic: string;
  readonly waiting: number;
  readonly oldestAt: Date | null;
  readonly parked: number;
}

export interface ParkedRecord {
  readonly id: number;
  readonly topic: string;
  readonly key: string | null;
  readonly parkedAt: Date;
  readonly cause: string;
}

/** Throws `Outage`. */
export interface OutboxAdmin {
  states(): Promise<readonly OutboxState[]>;
  /** The oldest first. */
  parked(limit: number): Promise<readonly ParkedRecord[]>;
  /** Has parked records of a topic sent again; returns how many. */
  retry(topic: string): Promise<number>;
}
