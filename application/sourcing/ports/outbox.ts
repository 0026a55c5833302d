import type { DatabaseName, Writes } from "../one_database.ts";

/** "main": what subscriptions to webhooks are told, in the database of the other contexts. */
export type OutboxDestination = DatabaseName | "main";

export interface OutboxMessage {
  readonly id: string;
  readonly kind: string;
  /** Messages of one subject are relayed one after the other, in the order written. */
  readonly subject: string;
  readonly payload: unknown;
}

export interface DeadLetter {
  readonly id: string;
  readonly reason: string;
}

export interface WaitingMessages {
  readonly waiting: number;
  readonly deadLettered: number;
}

/**
 * `hold` passes the oldest, never two of one subject, to `relay`, then deletes all but the returned dead letters; if
 * `relay` throws or the process dies, all stay. Concurrent callers never hold the same subject. Gives the number held.
 */
export interface CrossDatabaseOutbox<A extends DatabaseName> extends Writes<A> {
  hold(
    what: { readonly destination: OutboxDestination; readonly kinds: readonly string[]; readonly limit: number },
    relay: (messages: readonly OutboxMessage[]) => Promise<readonly DeadLetter[]>,
  ): Promise<number>;
  waiting(destination: OutboxDestination): Promise<WaitingMessages>;
  retryDeadLetters(destination: OutboxDestination): Promise<number>;
}
