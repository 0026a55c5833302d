import { DataRefused, Outage, OverLimit } from "../../../application/shared/fault.ts";
import type { Sql, Transaction } from "./connect.ts";

/** 22 data exception, 23 integrity constraint violation. https://www.postgresql.org/docs/16/errcodes-appendix.html */
const DATA_CLASSES = new Set(["22", "23"]);
/** Its row was deleted meanwhile: no fault of the data, a retry lets the order wait. */
const FOREIGN_KEY_VIOLATION = "23503";

/** A trigger's own `raise`. */
const RAISED = "P0001";
/** Cancelled by a timeout, out of memory, and program limits such as the size of a row or statement. */
const OVER_LIMIT = /^(57014|53200|54...)$/;

/** `DataRefused` only for the data's certain fault: a wrong retry waits, what is wrongly discarded is lost. */
export function mapPostgresError(error: unknown): Outage | DataRefused {
  if (error instanceof Outage || error instanceof DataRefused) return error;
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  const blamesData = DATA_CLASSES.has(code.slice(0, 2)) && code.length === 5 && code !== FOREIGN_KEY_VIOLATION;
  if (blamesData || code === RAISED) return new DataRefused(code, error);
  return OVER_LIMIT.test(code) ? new OverLimit("Postgres", error) : new Outage("Postgres", error);
}

/** For a `catch` behind a `delete`: a row that others refer to is not deleted. */
export function nothingWhereReferenced(error: unknown): { readonly count: number } {
  if ((error as { code?: unknown } | null)?.code === FOREIGN_KEY_VIOLATION) return { count: 0 };
  throw error;
}

type Callers = <R>(work: () => Promise<R>) => Promise<R>;

/** The driver's errors leave as `Outage` or `DataRefused`, those of work run by `callers` as they are. */
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

/** Undoes the transaction, which then returns `result`. */
export class Rollback<T> extends Error {
  constructor(readonly result: T) {
    super("the transaction is rolled back");
  }
}

/** Throws as {@linkcode mapPostgresErrors} does. @param mode such as "isolation level repeatable read read only" */
export function transaction<T>(
  sql: Sql,
  work: (sql: Transaction, callers: Callers) => Promise<T>,
  mode = "",
): Promise<T> {
  return mapPostgresErrors((callers) => unmappedTransaction(sql, (scope) => work(scope, callers), mode));
}

/** {@linkcode transaction}, with the driver's errors. */
export async function unmappedTransaction<T>(
  sql: Sql,
  work: (sql: Transaction) => Promise<T>,
  mode = "",
): Promise<T> {
  try {
    return await sql.begin(mode, work) as T;
  } catch (error) {
    if (error instanceof Rollback) return error.result as T;
    throw error;
  }
}
