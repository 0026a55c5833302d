import { type Grade, GRADES, gradingWindowStart, nextGrade } from "../../domain/commerce/grade.ts";
import type { GradeChange, GradingRun, GradingWindow, Membership } from "./ports/membership.ts";
import { DAY_MS } from "../../domain/shared/durations.ts";

export interface GradesUpdated {
  readonly asOf: Date;
  readonly members: number;
  readonly promoted: number;
  readonly demoted: number;
  /** How many were promoted or demoted to each grade. */
  readonly to: Readonly<Record<Grade, number>>;
  /** All members were examined, not only those that could have changed. */
  readonly whole: boolean;
}

interface UpdateGradesOptions {
  /** End of the six months. */
  readonly asOf: Date;
  /** An abort between two batches rejects with the signal's reason and changes nothing. */
  readonly signal?: AbortSignal;
}

const BATCH = 1_000;
/** Complete runs find rows that were changed without being recorded. */
const WHOLE_EVERY_MS = DAY_MS;

/**
 * Examines members who can have changed; once a day, or for an earlier `asOf`, all. A demotion takes one step per run;
 * "busy" while another process runs it, as two could demote twice. Throws `Outage`.
 */
export async function updateGrades(
  { membership }: { readonly membership: Membership },
  { asOf, signal }: UpdateGradesOptions,
): Promise<GradesUpdated | "busy"> {
  return await membership.exclusively(async (members, last) => {
    const since = last && isUsable(last, asOf) ? last : null;
    let count = 0;
    const promotions: GradeChange[] = [];
    const demotions: GradeChange[] = [];
    // Changes are written after the last read: a store may not accept writes while it streams rows.
    for await (const batch of members.standings(windowOf(asOf), since ? windowOf(since.asOf) : undefined)) {
      signal?.throwIfAborted();
      count += batch.length;
      for (const { userId, grade, standing } of batch) {
        const to = nextGrade(grade, standing);
        if (to === grade) continue;
        (GRADES.indexOf(to) > GRADES.indexOf(grade) ? promotions : demotions).push({ userId, from: grade, to });
      }
    }
    const to: Record<Grade, number> = { BRONZE: 0, SILVER: 0, GOLD: 0, VIP: 0 };
    const promoted = await regradeAll(members, promotions, to, signal);
    const demoted = await regradeAll(members, demotions, to, signal);
    await members.note({ asOf, wholeAt: since?.wholeAt ?? asOf });
    return { asOf, members: count, promoted, demoted, to, whole: since === null };
  });
}

function windowOf(asOf: Date): GradingWindow {
  return { after: gradingWindowStart(asOf), until: asOf };
}

/** A run for an earlier `asOf` can't use what a later run recorded. */
function isUsable(last: GradingRun, asOf: Date): boolean {
  return last.asOf <= asOf && asOf.getTime() - last.wholeAt.getTime() < WHOLE_EVERY_MS;
}

/** Adds to `to`; returns the sum. A change that somebody else made meanwhile doesn't count. */
async function regradeAll(
  members: Membership,
  changes: readonly GradeChange[],
  to: Record<Grade, number>,
  signal?: AbortSignal,
): Promise<number> {
  let changed = 0;
  for (const grade of GRADES) {
    const entering = changes.filter((change) => change.to === grade);
    for (let start = 0; start < entering.length; start += BATCH) {
      signal?.throwIfAborted();
      const count = await members.regrade(entering.slice(start, start + BATCH));
      to[grade] += count;
      changed += count;
    }
  }
  return changed;
}
