import type { DatabaseName } from "../../../application/sourcing/one_database.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { transaction } from "../core/map_errors.ts";

declare const DATABASE: unique symbol;
interface Of<D extends DatabaseName> {
  // Contravariant: a scope of one database is not one "of this or another".
  readonly [DATABASE]: (database: D) => D;
}

/** One of another database does not compile in its place. */
export type Db<D extends DatabaseName> = Sql & Of<D>;
export type Scope<D extends DatabaseName> = SqlScope & Of<D>;

export type SourceDb = Db<"source">;
export type DropshipDb = Db<"dropship">;
export type MarketDb = Db<"market">;
export type SourceScope = Scope<"source">;
export type DropshipScope = Scope<"dropship">;
export type MarketScope = Scope<"market">;

/** The caller has checked the database. */
export function asDatabase<D extends DatabaseName>(sql: Sql, _database: D): Db<D> {
  return sql as Db<D>;
}

/** One transaction. Throws `Outage` and `DataRefused`. */
function inOne<D extends DatabaseName, T>(db: Db<D>, work: (scope: Scope<D>) => Promise<T>): Promise<T> {
  return transaction(db, (sql) => work(sql as unknown as Scope<D>));
}

export const inSource = <T>(db: SourceDb, work: (scope: SourceScope) => Promise<T>): Promise<T> => inOne(db, work);
export const inDropship = <T>(db: DropshipDb, work: (scope: DropshipScope) => Promise<T>): Promise<T> =>
  inOne(db, work);
export const inMarket = <T>(db: MarketDb, work: (scope: MarketScope) => Promise<T>): Promise<T> => inOne(db, work);
