import { accepted, type Refusal, refused, type Result } from "../../../domain/shared/result.ts";
import type { ImportRuns, ImportUndo, TakenBack } from "../ports/import_runs.ts";

interface UndoDependencies {
  readonly runs: Pick<ImportRuns, "find">;
  readonly undo: ImportUndo;
  /** Takes up to `limit` sales back that the run added to this store's; returns how many. */
  readonly takeSales: (storeId: string, what: { readonly run: number; readonly limit: number }) => Promise<number>;
  /** Retries all but `DataRefused`. */
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

export interface UndoOptions {
  readonly runner: string;
  /** Aborting rejects with the signal's reason; the next call continues. */
  readonly signal: AbortSignal;
  /** Also orders that somebody has changed since. */
  readonly force?: boolean;
  readonly onProgress?: (done: number) => void;
}

export interface UndoRefused extends Refusal {
  readonly code: "unknown_run" | "orders_changed";
}

const A_TRANSACTION = 1_000;
const MOST_NAMED = 5;

/**
 * Takes back what a run added: its orders with their effects, then the users and products that it made and no order
 * needs; or a store's sales. May be called again at any time, also to take what came through the log meanwhile.
 */
export async function undoImport(
  { runs, undo, takeSales, withRetry }: UndoDependencies,
  run: number,
  { runner, signal, force = false, onProgress = () => {} }: UndoOptions,
): Promise<Result<TakenBack, UndoRefused>> {
  const retried = <T>(work: () => Promise<T>) => {
    signal.throwIfAborted();
    return withRetry(work, signal);
  };
  const known = await retried(() => runs.find(run));
  if (known === null) {
    return refused({ code: "unknown_run", message: `Cannot undo run ${run}: there is none; --list names them` });
  }
  const changed = await retried(() => undo.changed(run, MOST_NAMED));
  if (changed.count > 0 && !force) return refused(ordersChanged(run, changed));

  await retried(() => undo.begin(run, runner));
  const { storeId } = known;
  const take = () =>
    storeId === null ? undo.takeOrders(run, A_TRANSACTION) : takeSales(storeId, { run, limit: A_TRANSACTION });
  let lines = 0;
  for (let taken = A_TRANSACTION; taken === A_TRANSACTION;) {
    taken = await retried(take);
    lines += taken;
    onProgress(lines);
  }
  let [users, products] = [0, 0];
  for (let more = true; more;) {
    const taken = await retried(() => undo.takeUnused(run, A_TRANSACTION));
    users += taken.users;
    products += taken.products;
    more = taken.users === A_TRANSACTION || taken.products === A_TRANSACTION;
  }
  const [orders, sales] = storeId === null ? [lines, 0] : [0, lines];
  return accepted({ orders, sales, users, products, ...await retried(() => undo.finish(run)) });
}

function ordersChanged(run: number, { count, ids }: { readonly count: number; readonly ids: readonly string[] }) {
  const named = `${ids.join(", ")}${count > ids.length ? ` and ${count - ids.length} more` : ""}`;
  const message = `Cannot undo run ${run}: ${count === 1 ? "an order has" : `${count} orders have`} been changed ` +
    `since (${named}); --force takes them back too`;
  return { code: "orders_changed", message } as const;
}
