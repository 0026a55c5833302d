import { DataRefused, Outage } from "../../../application/shared/fault.ts";

/**
 * SQLSTATE classes that blame the data: 22 data exception, 23 integrity constraint violation.
 * https://www.postgresql.org/docs/16/errcodes-appendix.html
 */
const DATA_CLASSES = new Set(["22", "23"]);
/** A foreign key that broke because its row was deleted meanwhile: the next try sees that and lets the order wait. */
const FOREIGN_KEY_VIOLATION = "23503";

/**
 * Says of a driver's error whether the data or the moment is to blame.
 *
 * Only what is surely the data's fault becomes `DataRefused`. Everything else (connection lost, restart, deadlock,
 * read-only after a failover, a table not migrated yet) is an `Outage`: a wrongly retried message waits, a wrongly
 * discarded one is lost.
 */
export function translateError(error: unknown): Outage | DataRefused {
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
export async function translating<T>(work: (callers: Callers) => Promise<T>): Promise<T> {
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
    throw own.has(error) ? error : translateError(error);
  }
}
