import type { HistoryAnswers } from "../../../domain/commerce/simulation/history/answers.ts";
import type { HistoryPlan } from "../../../domain/commerce/simulation/history/plan.ts";

/** What a stored history answers, counted from its rows. Read models; they throw `Outage`. */
export interface HistoryFigures {
  answers(plan: HistoryPlan): Promise<HistoryAnswers>;
  /** Customers whose row was written after the history was finished: the shop has lived on, and their grades with it. */
  changedCustomers(plan: HistoryPlan): Promise<number>;
  /** Figures kept beside the orders that a recount of the orders does not confirm, one line each. */
  unconfirmed(): Promise<string[]>;
}
