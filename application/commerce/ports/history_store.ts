import type { HistoryDay } from "../../../domain/commerce/simulation/history/day.ts";
import type { HistoryPlan } from "../../../domain/commerce/simulation/history/plan.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";

/** A history in the store, and how far it is. */
export interface HistoryRun {
  readonly plan: HistoryPlan;
  /** Where it ends; `null` when it is to meet the live orders, or the present, and has not yet. */
  readonly until: Date | null;
  /** The first day that is not stored. */
  readonly nextDay: number;
  readonly orders: number;
  readonly amount: number;
  /** Who writes it. */
  readonly runner: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** Where a history is written. All throw `Outage`; those that write throw `DataRefused` too. */
export interface HistoryStore {
  /** The history of a seed, or `null`. */
  find(seed: string): Promise<HistoryRun | null>;
  /** Makes the history, or takes it over from the process that wrote it before, which can't store anything from then on. */
  take(plan: HistoryPlan, until: Date | null, runner: string): Promise<HistoryRun>;
  /** Those who are there before the first day. Who is there already is kept, at the latest registered when the founder is. */
  addFounders(users: readonly User[], products: readonly Product[]): Promise<void>;
  /** When the first order at or after `from` was placed that is no part of the history. */
  firstOtherOrder(seed: string, from: Date): Promise<Date | null>;
  /**
   * Stores consecutive days, at least one, with all they mean for other figures in one transaction, and moves `nextDay`
   * behind them; with `until`, they were the last.
   *
   * "replaced", and nothing changed, when the history's next day is not the first of them or another process writes it.
   */
  addDays(days: readonly HistoryDay[], by: HistoryStep): Promise<"stored" | "replaced">;
}

export interface HistoryStep {
  readonly seed: string;
  readonly runner: string;
  readonly until: Date | null;
}
