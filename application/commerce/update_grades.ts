import { GRADES, gradingWindowStart, nextGrade } from "../../domain/commerce/grade.ts";
import type { GradeChange, GradingRun, GradingWindow, Membership } from "./ports/membership.ts";
import { DAY_MS } from "../../domain/shared/durations.ts";

export interface GradesUpdated {
  readonly asOf: Date;
  /** Members looked at. */
  readonly members: number;
  readonly promoted: number;
  readonly demoted: number;
  /** Whether everybody was looked at, not only those who could have changed since the last run. */
  readonly whole: boolean;
}

interface UpdateGradesOptions {
  /** The end of the six months that count. */
  readonly asOf: Date;
  /** An abort between two batches rejects with the signal's reason; nothing is changed then. */
  readonly signal?: AbortSignal;
}

const BATCH = 1_000;
/** How long runs go by what was noted. A row that was written past every process is noticed by then. */
const WHOLE_EVERY_MS = DAY_MS;

/**
 * Gives every member the grade that the last six months deserve; a demotion takes one step a run.
 *
 * Looks at those who can have changed since the last run; once a day, and for a time before that run, at everybody.
 *
 * "busy" when another process is at it: two runs at once could take two steps down. Throws `Outage`.
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
    // Changes are written after the last reading: a store may not take writes while it is still handing out rows.
    for await (const batch of members.standings(windowOf(asOf), since ? windowOf(since.asOf) : undefined)) {
      signal?.throwIfAborted();
      count += batch.length;
      for (const { userId, grade, standing } of batch) {
        const to = nextGrade(grade, standing);
        if (to === grade) continue;
        (GRADES.indexOf(to) > GRADES.indexOf(grade) ? promotions : demotions).push({ userId, from: grade, to });
      }
    }
    const promoted = await regradeAll(members, promotions, signal);
    const demoted = await regradeAll(members, demotions, signal);
    await members.note({ asOf, wholeAt: since?.wholeAt ?? asOf });
    return { asOf, members: count, promoted, demoted, whole: since === null };
  });
}

function windowOf(asOf: Date): GradingWindow {
  return { after: gradingWindowStart(asOf), until: asOf };
}

/** A run for the past knows nothing of what was noted by one after it. */
function isUsable(last: GradingRun, asOf: Date): boolean {
  return last.asOf <= asOf && asOf.getTime() - last.wholeAt.getTime() < WHOLE_EVERY_MS;
}

async function regradeAll(members: Membership, changes: readonly GradeChange[], signal?: AbortSignal): Promise<number> {
  let changed = 0;
  for (let start = 0; start < changes.length; start += BATCH) {
    signal?.throwIfAborted();
    changed += await members.regrade(changes.slice(start, start + BATCH));
  }
  return changed;
}
