/** The three databases, in the order in which data passes through them and migrations are applied. */
export const DATABASES = ["source", "dropship", "market"] as const;
export type DatabaseName = typeof DATABASES[number];

/** A port that changes a database says which; one that only reads says nothing. */
export interface Writes<D extends DatabaseName> {
  readonly writes: D;
}

type WrittenBy<Deps> = { [K in keyof Deps]: Deps[K] extends Writes<infer D> ? D : never }[keyof Deps];

/**
 * What a use case may depend on: ports that read, and ports that write to one database. With ports that write to two it
 * becomes a type without the ports, so that the use case does not compile. What follows in another database is a row of
 * the outbox; `relayAcross` is the one place that writes to both.
 */
export type WritesOne<Deps> = IsUnion<WrittenBy<Deps>> extends true ? { readonly writesTwoDatabases: WrittenBy<Deps> }
  : Deps;

type IsUnion<T, All = T> = [T] extends [never] ? false : T extends unknown ? [All] extends [T] ? false : true : never;
