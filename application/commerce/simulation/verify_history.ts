import { type AnswerKey, type Difference, differences } from "../../../domain/commerce/simulation/history/answers.ts";
import type { HistoryFigures } from "../ports/history_figures.ts";
import type { HistoryStore } from "../ports/history_store.ts";

export interface HistoryVerified {
  readonly seed: string;
  /** Order rows and their won that the key names and the store has. */
  readonly orders: { readonly expected: number; readonly found: number };
  readonly amount: { readonly expected: number; readonly found: number };
  readonly differences: readonly Difference[];
  /** Figures kept beside the orders that a recount does not confirm. */
  readonly unconfirmed: readonly string[];
  /** Customers whose row was written since the history was finished. Their grades are the live shop's then, and left out. */
  readonly changedCustomers: number;
}

/** Compares a store with the answers that were written down when its history was made. Throws `Outage`. */
export async function verifyHistory(
  { store, figures }: { readonly store: Pick<HistoryStore, "find">; readonly figures: HistoryFigures },
  key: AnswerKey,
): Promise<HistoryVerified> {
  const { seed } = key.plan;
  const run = await store.find(seed);
  const found = await figures.answers(key.plan);
  const isFinished = run !== null && run.finishedAt !== null;
  const changedCustomers = isFinished ? await figures.changedCustomers(key.plan) : 0;
  return {
    seed,
    orders: { expected: key.orders, found: found.orders },
    amount: { expected: key.amount, found: found.amount },
    differences: [
      ...(isFinished ? [] : [{ question: "history", expected: "finished", found: run ? "unfinished" : null }]),
      ...differences(key, found, { grades: changedCustomers === 0 }),
    ],
    unconfirmed: await figures.unconfirmed(),
    changedCustomers,
  };
}
