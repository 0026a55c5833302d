/** In the order of data flow and of migrations. */
export const DATABASES = ["source", "dropship", "market"] as const;
export type DatabaseName = typeof DATABASES[number];

export interface Writes<D extends DatabaseName> {
  readonly writes: D;
}

type WrittenBy<Deps> = { [K in keyof Deps]: Deps[K] extends Writes<infer D> ? D : never }[keyof Deps];

/** A use case that writes to two databases does not compile: only `relayAcross` may, others use an outbox. */
export type WritesOne<Deps> = IsUnion<WrittenBy<Deps>> extends true ? { readonly writesTwoDatabases: WrittenBy<Deps> }
  : Deps;

type IsUnion<T, All = T> = [T] extends [never] ? false : T extends unknown ? [All] extends [T] ? false : true : never;
