import {
  type Grade,
  gradingWindowStart,
  missingToNext,
  nextGrade,
  type Standing,
} from "../../domain/commerce/grade.ts";
import { accepted, type Result } from "../../domain/shared/result.ts";
import type { Unknown } from "../shared/unknown_thing.ts";
import { readUser } from "./manage_users.ts";
import type { GradingWindow, MemberRecords, PastGrade } from "./ports/membership.ts";
import type { Users } from "./ports/shop.ts";

interface MemberGrade {
  readonly userId: string;
  readonly grade: Grade;
  /** Of the next run of the grade updater, if nothing is bought until then. */
  readonly nextGrade: Grade;
  readonly standing: Standing;
  readonly window: GradingWindow;
  /** `null` for the highest grade. */
  readonly missing: ReturnType<typeof missingToNext>;
  readonly history: readonly PastGrade[];
  readonly asOf: Date;
}

const MOST_CHANGES = 50;

/** A member's grade: how it came about, and what the next one asks for. Throws `Outage`. */
export async function readMemberGrade(
  { users, members }: { readonly users: Users; readonly members: MemberRecords },
  id: string,
  asOf: Date,
): Promise<Result<MemberGrade, Unknown<"unknown_user">>> {
  const user = await readUser({ users }, id);
  if (!user.ok) return user;
  const { userId, grade } = user.value;
  const window = { after: gradingWindowStart(asOf), until: asOf };
  const [standing, history] = await Promise.all([
    members.standing(userId, window),
    members.gradeChanges(userId, MOST_CHANGES),
  ]);
  return accepted({
    userId,
    grade,
    nextGrade: nextGrade(grade, standing),
    standing,
    window,
    missing: missingToNext(grade, standing),
    history,
    asOf,
  });
}
