import type { Sql, SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { mapPostgresErrors, transaction } from "../../../adapters/postgres/core/map_errors.ts";
import { literal } from "./names.ts";

/** Runs work in a transaction of its own. Throws `Outage` and `DataRefused`. */
type Read = <T>(work: (sql: SqlScope) => Promise<T>) => Promise<T>;

/** The state of one moment: all that is read through it agrees, despite concurrent writes. Held until disposed of. */
export interface Snapshot extends AsyncDisposable {
  readonly read: Read;
}

const READ_ONLY = "isolation level repeatable read read only";
/** The transaction that holds the snapshot is idle while others read. */
const HOLDING = "set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0";
/** What decides how values are written as text; a role or a database may have other defaults. */
const CANONICAL = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local timezone = 'UTC'; set local extra_float_digits = 1; set local bytea_output = 'hex';
  set local lc_monetary = 'C'; set local xmloption = 'content'; set local statement_timeout = 0`;

/** The values' text is the same on every server. @param snapshot of {@link holdSnapshot}; otherwise each sees its own moment */
export function reading(sql: Sql, snapshot: string | null = null): Read {
  // The snapshot comes before every other statement, or Postgres refuses it.
  const first = snapshot === null ? "" : `set transaction snapshot ${literal(snapshot)};`;
  return <T>(work: (sql: SqlScope) => Promise<T>): Promise<T> =>
    transaction(sql, async (scope) => {
      await canonical(scope, first);
      return await work(scope);
    }, READ_ONLY);
}

export async function canonical(sql: SqlScope, first = ""): Promise<void> {
  await sql.unsafe(first + CANONICAL).simple();
}

export async function holdSnapshot(sql: Sql): Promise<Snapshot> {
  const exported = Promise.withResolvers<string>();
  const released = Promise.withResolvers<void>();
  const holding = sql.begin(READ_ONLY, async (scope) => {
    await scope.unsafe(HOLDING).simple();
    const [row] = await scope`select pg_export_snapshot() as snapshot`;
    exported.resolve(row!.snapshot);
    await released.promise;
  }).catch(exported.reject);
  const snapshot = await mapPostgresErrors(() => exported.promise);
  return {
    read: reading(sql, snapshot),
    [Symbol.asyncDispose]: async () => {
      released.resolve();
      await holding;
    },
  };
}
