import { type AnswerKey, type Difference, differences } from "../../../domain/commerce/simulation/history/answers.ts";
import type { HistoryFigures, HistoryStore } from "../ports/history.ts";

export interface HistoryVerified {
  readonly seed: string;
  readonly orders: { readonly expected: number; readonly found: number };
  readonly amount: { readonly expected: number; readonly found: number };
  readonly differences: readonly Difference[];
  /** Derived figures that a recount contradicts. */
  readonly unconfirmed: readonly string[];
  /** Rows written since the history was finished; their grades are not compared. */
  readonly changedCustomers: number;
}

/** Throws `Outage`. */
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
