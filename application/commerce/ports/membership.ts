import type { Grade, Standing } from "../../../domain/commerce/grade.ts";
import type { UserId } from "../../../domain/commerce/user.ts";

export interface MemberStanding {
  readonly userId: UserId;
  readonly grade: Grade;
  readonly standing: Standing;
}

export interface GradeChange {
  readonly userId: UserId;
  readonly from: Grade;
  readonly to: Grade;
}

/** A finished run over the grades. */
export interface GradingRun {
  /** The end of its six months. */
  readonly asOf: Date;
  /** The same of the last run that looked at everybody. */
  readonly wholeAt: Date;
}

/** The time that counts: `after < createdAt <= until`. */
export interface GradingWindow {
  readonly after: Date;
  readonly until: Date;
}

/** Members, their grades and what they bought. Guests are no members. All throw `Outage`. */
export interface Membership {
  /**
   * Members and what they bought in the window, each once, in batches. What counts in a standing is `contribution` of
   * `domain/commerce/grade.ts`.
   *
   * With `since`, the window of the last run that was noted: every member whose grade or orders have changed since, or one
   * of whose orders has entered or left the window; maybe others. Without: every member who ordered in the window or whose
   * grade is above BRONZE.
   */
  standings(window: GradingWindow, since?: GradingWindow): AsyncIterable<readonly MemberStanding[]>;
  /** Gives a member the grade `to` where the grade still is `from`; gives how many changed. */
  regrade(changes: readonly GradeChange[]): Promise<number>;
  /** Notes that all grades are right as of `run.asOf`, but for steps down that are still to come. */
  note(run: GradingRun): Promise<void>;
  /**
   * Runs `work` while no other process does, all its changes in one transaction; "busy" when another one runs, without
   * running it. All else belongs inside, on the `members` handed in, `standings` at most once for what is noted. `last` is
   * the last run, `null` before the first.
   */
  exclusively<T>(work: (members: Membership, last: GradingRun | null) => Promise<T>): Promise<T | "busy">;
}
