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

export interface GradingRun {
  /** The end of its six months. */
  readonly asOf: Date;
  /** The same of the last complete run. */
  readonly wholeAt: Date;
}

/** `after < createdAt <= until`. */
export interface GradingWindow {
  readonly after: Date;
  readonly until: Date;
}

/** Guests are no members. All throw `Outage`. */
export interface Membership {
  /**
   * Each member once. With `since` (last noted): at least those whose grade or orders changed, entered or left the
   * window; else all who ordered in it or are above BRONZE.
   */
  standings(window: GradingWindow, since?: GradingWindow): AsyncIterable<readonly MemberStanding[]>;
  /** Only where the grade still is `from`; gives how many changed. */
  regrade(changes: readonly GradeChange[]): Promise<number>;
  /** All grades are right as of `run.asOf`, but for steps down that are still to come. */
  note(run: GradingRun): Promise<void>;
  /**
   * One transaction, one process at a time, else "busy". Use only the `members` handed in, with `standings` at most
   * once for what is noted. `last` is `null` before the first run.
   */
  exclusively<T>(work: (members: Membership, last: GradingRun | null) => Promise<T>): Promise<T | "busy">;
}

/** Throws `Outage`. */
export interface Dormancy {
  /**
   * Makes active members DORMANT who neither registered nor ordered nor logged in since; returns how many. They come
   * back when they log in: status and `lastLoginAt` are the shop's to set.
   */
  sleep(since: Date): Promise<number>;
}

export interface PastGrade {
  readonly from: Grade;
  readonly to: Grade;
  readonly changedAt: Date;
}

/** What the page shows of one member. Both throw `Outage`. */
export interface MemberRecords {
  /** As {@linkcode Membership} counts it; nothing for somebody unknown. */
  standing(id: UserId, window: GradingWindow): Promise<Standing>;
  /** Newest first; kept from the first change that this version saw until the member is erased. */
  gradeChanges(id: UserId, limit: number): Promise<readonly PastGrade[]>;
}
