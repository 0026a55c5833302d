import { DataRefused, Outage } from "../../../application/shared/fault.ts";
import type { Sql, Transaction } from "./connect.ts";

/**
 * SQLSTATE classes that blame the data: 22 data exception, 23 integrity constraint violation.
 * https://www.postgresql.org/docs/16/errcodes-appendix.html
 */
const DATA_CLASSES = new Set(["22", "23"]);
/** A foreign key that broke because its row was deleted meanwhile: the next try sees that and lets the order wait. */
const FOREIGN_KEY_VIOLATION = "23503";

/**
 * Only what is surely the data's fault becomes `DataRefused`. Everything else (connection lost, restart, deadlock,
 * read-only after a failover, a table not migrated yet) is an `Outage`: a wrongly retried message waits, a wrongly
 * discarded one is lost.
 */
export function mapPostgresError(error: unknown): Outage | DataRefused {
  if (error instanceof Outage || error instanceof DataRefused) return error;
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  const blamesData = DATA_CLASSES.has(code.slice(0, 2)) && code.length === 5 && code !== FOREIGN_KEY_VIOLATION;
  return blamesData ? new DataRefused(code, error) : new Outage("Postgres", error);
}

/** For a `catch` behind a `delete`: a row that others refer to by now is not deleted, like one that is not there. */
export function nothingWhereReferenced(error: unknown): { readonly count: number } {
  if ((error as { code?: unknown } | null)?.code === FOREIGN_KEY_VIOLATION) return { count: 0 };
  throw error;
}

/** Runs what a caller handed in, so that what it throws can be told from what the driver throws. */
type Callers = <R>(work: () => Promise<R>) => Promise<R>;

/** Runs `work`; whatever the driver throws leaves as `Outage` or `DataRefused`, what is the caller's own as it is. */
export async function mapPostgresErrors<T>(work: (callers: Callers) => Promise<T>): Promise<T> {
  const own = new Set<unknown>();
  try {
    return await work(async (callersWork) => {
      try {
        return await callersWork();
      } catch (error) {
        own.add(error);
        throw error;
      }
    });
  } catch (error) {
    throw own.has(error) ? error : mapPostgresError(error);
  }
}

/** Thrown in a transaction: undoes it, and `result` is what the transaction returns. */
export class Rollback<T> extends Error {
  constructor(readonly result: T) {
    super("the transaction is rolled back");
  }
}

/**
 * One transaction; it throws what {@linkcode mapPostgresErrors} does.
 *
 * @param mode such as "isolation level repeatable read read only"
 */
export function transaction<T>(
  sql: Sql,
  work: (sql: Transaction, callers: Callers) => Promise<T>,
  mode = "",
): Promise<T> {
  return mapPostgresErrors((callers) => unmappedTransaction(sql, (scope) => work(scope, callers), mode));
}

/** {@linkcode transaction}, whose errors the caller looks at before they are mapped. */
export async function unmappedTransaction<T>(
  sql: Sql,
  work: (sql: Transaction) => Promise<T>,
  mode = "",
): Promise<T> {
  try {
    // The driver's type resolves promises within an array that is returned, which is of no use here.
    return await sql.begin(mode, work) as T;
  } catch (error) {
    if (error instanceof Rollback) return error.result as T;
    throw error;
  }
}
