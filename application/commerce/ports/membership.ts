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

/** Members, their grades and what they bought. Guests are no members. All throw `Outage`. */
export interface Membership {
  /**
   * Every member who ordered with `after < createdAt <= until` or whose grade is above BRONZE, each once, in batches.
   * What counts in a standing is `contribution` of `domain/commerce/grade.ts`.
   */
  standings(after: Date, until: Date): AsyncIterable<readonly MemberStanding[]>;
  /** Gives a member the grade `to` where the grade still is `from`; gives how many changed. */
  regrade(changes: readonly GradeChange[]): Promise<number>;
  /**
   * Runs `work` while no other process does, all its changes in one transaction; "busy" when another one runs, without
   * running it. `standings` and `regrade` belong inside, on the `members` handed in.
   */
  exclusively<T>(work: (members: Membership) => Promise<T>): Promise<T | "busy">;
}
