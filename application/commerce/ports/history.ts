import type { HistoryDay, MemberGrade } from "../../../domain/commerce/simulation/history/day.ts";
import type { HistoryPlan } from "../../../domain/commerce/simulation/history/plan.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import type { HistoryAnswers } from "../../../domain/commerce/simulation/history/answers.ts";

export interface HistoryRun {
  readonly plan: HistoryPlan;
  /** `null` until its end at the live orders, or the present, is found. */
  readonly until: Date | null;
  /** The first day that is not stored. */
  readonly nextDay: number;
  readonly orders: number;
  readonly amount: number;
  readonly runner: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** All throw `Outage`; those that write throw `DataRefused` too. */
export interface HistoryStore {
  find(seed: string): Promise<HistoryRun | null>;
  /** Takes an existing one over: its earlier runner can't store anything from then on. */
  take(plan: HistoryPlan, until: Date | null, runner: string): Promise<HistoryRun>;
  /** Existing members stay, registered no later than the founder. */
  addFounders(users: readonly User[], products: readonly Product[]): Promise<void>;
  /** The first at or after `from` that is no part of the history. */
  firstOtherOrder(seed: string, from: Date): Promise<Date | null>;
  /**
   * Consecutive days with derived figures, in one transaction; `end`: they are the last. "replaced", and nothing
   * changed, when `nextDay` is another or another runner writes.
   */
  addDays(days: readonly HistoryDay[], by: HistoryStep): Promise<"stored" | "replaced">;
}

export interface HistoryStep {
  readonly seed: string;
  readonly runner: string;
  readonly end: {
    readonly until: Date;
    /** Of every member: a grade run in the middle of an interrupted history has set others. */
    readonly grades: readonly MemberGrade[];
  } | null;
}

/** Throws `Outage`. */
export interface HistoryFigures {
  answers(plan: HistoryPlan): Promise<HistoryAnswers>;
  /** Written after the history was finished. */
  changedCustomers(plan: HistoryPlan): Promise<number>;
  /** Derived figures that a recount contradicts, one line each. */
  unconfirmed(): Promise<string[]>;
}
