import type postgres from "postgres";
import { Outage } from "../../../../application/shared/fault.ts";
import { sleep } from "../../../system/sleep.ts";

type Begin = postgres.Sql<{ bigint: number }>["begin"];
type Transaction = postgres.TransactionSql<{ bigint: number }>;

const CONNECTION_GONE = /^CONNECTION_(CLOSED|DESTROYED|ENDED)$/;
/** A failed connection is closed at once; later it was another error. */
const CLOSED_WITHIN_MS = 5_000;

/**
 * The pool's `begin`, for connections that die in a transaction. postgres 3.4.9 then writes to a `null` socket: an
 * uncatchable TypeError that ends the process (porsager/postgres#1208, #1066). So work that has lost its connection
 * never ends, and its further statements are refused; the driver has already rejected the transaction.
 */
export function safeBegin(begin: Begin): Begin {
  const safely = (...given: Parameters<Begin>) => {
    const work = given.at(-1) as unknown as (sql: Transaction) => Promise<unknown>;
    const options = given.length > 1 ? given[0] as unknown as string : "";
    const over = new AbortController();
    const result = begin(options, async (sql: Transaction) => {
      try {
        const result = await work(refusingOnce(over.signal, sql));
        if (over.signal.aborted) await forever();
        return result;
      } catch (error) {
        if (meansGone(error)) await sleep(CLOSED_WITHIN_MS, over.signal);
        if (over.signal.aborted) await forever();
        throw error;
      }
    });
    result.catch(() => {}).then(() => over.abort());
    return result;
  };
  return safely as Begin;
}

function refusingOnce(over: AbortSignal, sql: Transaction): Transaction {
  const check = () => {
    if (over.aborted) throw Object.assign(new Error("the transaction is over"), { code: "CONNECTION_CLOSED" });
  };
  return new Proxy(sql, {
    apply(target, self, args) {
      check();
      return Reflect.apply(target, self, args);
    },
    get(target, name) {
      if (name === "unsafe") check();
      return Reflect.get(target, name);
    },
  });
}

function meansGone(error: unknown): boolean {
  if (error instanceof Outage) return meansGone(error.cause);
  // The driver notes the statement in its errors; those of files and other networks look the same otherwise.
  if (!(error instanceof Error) || !("query" in error)) return false;
  const { code = "", severity, syscall } = error as { code?: string; severity?: string; syscall?: string };
  return CONNECTION_GONE.test(code) || severity === "FATAL" || severity === "PANIC" || syscall !== undefined;
}

function forever(): Promise<never> {
  return new Promise(() => {});
}
