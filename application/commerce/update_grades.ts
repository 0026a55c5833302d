import { GRADES, gradingWindowStart, nextGrade } from "../../domain/commerce/grade.ts";
import type { GradeChange, Membership } from "./ports/membership.ts";

export interface GradesUpdated {
  readonly asOf: Date;
  /** Members looked at. */
  readonly members: number;
  readonly promoted: number;
  readonly demoted: number;
}

export interface UpdateGradesOptions {
  /** The end of the six months that count. */
  readonly asOf: Date;
  /** An abort between two batches rejects with the signal's reason; nothing is changed then. */
  readonly signal?: AbortSignal;
}

const BATCH = 1_000;

/**
 * Gives every member the grade that the last six months deserve; a demotion takes one step a run.
 *
 * "busy" when another process is at it: two runs at once could take two steps down. Throws `Outage`.
 */
export async function updateGrades(
  { membership }: { readonly membership: Membership },
  { asOf, signal }: UpdateGradesOptions,
): Promise<GradesUpdated | "busy"> {
  return await membership.exclusively(async (members) => {
    let count = 0;
    const promotions: GradeChange[] = [];
    const demotions: GradeChange[] = [];
    // Changes are written after the last reading: a store may not take writes while it is still handing out rows.
    for await (const batch of members.standings(gradingWindowStart(asOf), asOf)) {
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
    return { asOf, members: count, promoted, demoted };
  });
}

async function regradeAll(members: Membership, changes: readonly GradeChange[], signal?: AbortSignal): Promise<number> {
  let changed = 0;
  for (let start = 0; start < changes.length; start += BATCH) {
    signal?.throwIfAborted();
    changed += await members.regrade(changes.slice(start, start + BATCH));
  }
  return changed;
}
