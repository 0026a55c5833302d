import type { DatabaseName, Writes } from "../one_database.ts";

export interface OutboxMessage {
  /** What the destination remembers it by. */
  readonly id: string;
  readonly kind: string;
  /** Messages of one subject are relayed one after the other, in the order written. */
  readonly subject: string;
  readonly payload: unknown;
}

/** A message that the destination refuses for good. */
export interface DeadLetter {
  readonly id: string;
  readonly reason: string;
}

export interface WaitingMessages {
  readonly waiting: number;
  readonly deadLettered: number;
}

/**
 * The outbox of one database, its rows written by the transactions that decided them.
 *
 * `hold` hands the oldest messages of the given kinds to `relay`, at most `limit` and never two of one subject, and then
 * deletes them, except those that `relay` gives back as dead letters. When `relay` throws, or the process dies at any
 * moment, all of them are still there. Two callers never hold one message, nor two of one subject, at the same time.
 * Gives how many it held.
 */
export interface CrossDatabaseOutbox<A extends DatabaseName> extends Writes<A> {
  hold(
    what: { readonly destination: DatabaseName; readonly kinds: readonly string[]; readonly limit: number },
    relay: (messages: readonly OutboxMessage[]) => Promise<readonly DeadLetter[]>,
  ): Promise<number>;
  waiting(destination: DatabaseName): Promise<WaitingMessages>;
  /** Lets dead letters be relayed again, once what they were refused for is repaired; gives how many. */
  retryDeadLetters(destination: DatabaseName): Promise<number>;
}
