import type { DatabaseName, Writes } from "../one_database.ts";

/** Something that was decided in one database and has to follow in another. */
export interface CarriedMessage {
  /** What the destination remembers it by. */
  readonly id: string;
  readonly kind: string;
  /** Messages of one subject are carried one after the other, in the order written. */
  readonly subject: string;
  readonly payload: unknown;
}

/** A message that the destination never will take, and why. */
export interface ParkedMessage {
  readonly id: string;
  readonly reason: string;
}

export interface WaitingMessages {
  readonly waiting: number;
  readonly parked: number;
}

/**
 * The outbox of one database, its rows written by the transactions that decided them.
 *
 * `hold` hands the oldest messages of the given kinds to `carry`, at most `limit` and never two of one subject, and then
 * forgets them, except those that `carry` parks. When `carry` throws, or the process dies at any moment, all of them are
 * still there. Two callers never hold one message, nor two of one subject, at the same time. Gives how many it held.
 */
export interface CrossDatabaseOutbox<A extends DatabaseName> extends Writes<A> {
  hold(
    what: { readonly destination: DatabaseName; readonly kinds: readonly string[]; readonly limit: number },
    carry: (messages: readonly CarriedMessage[]) => Promise<readonly ParkedMessage[]>,
  ): Promise<number>;
  waiting(destination: DatabaseName): Promise<WaitingMessages>;
  /** Lets parked messages be carried again, once what they were refused for is mended; gives how many. */
  unpark(destination: DatabaseName): Promise<number>;
}
