import { calibrationOf, withCalibration } from "../../domain/identity/confidence/parameters.ts";
import { recalibrate, type TooFewLabels } from "../../domain/identity/learning/recalibrate.ts";
import { accepted, type Result } from "../../domain/shared/result.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import { inUse, type InUseDeps } from "./live_confidence.ts";
import type { ConfidenceFeedback, ConfidenceSet, ConfidenceSets } from "./ports/confidence.ts";

export interface RecalibrateStoreDeps extends InUseDeps {
  readonly sets: Pick<ConfidenceSets, "add" | "live">;
  readonly feedback: Pick<ConfidenceFeedback, "answers">;
  readonly clock: () => Date;
}

const MOST_LABELS = 2_000;

/**
 * By what was told of the answers in use, and adds the result: live where held-back labels are better calibrated,
 * otherwise refused, with the reason. Throws `Outage`.
 */
export async function recalibrateStore(
  { sets, feedback, clock, ...deps }: RecalibrateStoreDeps,
  store: StoreId,
  since: Date,
): Promise<Result<ConfidenceSet, TooFewLabels>> {
  const { parameters, base } = inUse(deps, store, (await sets.live()).get(store));
  const told = await feedback.answers(store, base, since, MOST_LABELS);
  const result = recalibrate(told, calibrationOf(parameters));
  if (!result.ok) return result;
  const { calibration, before, after, better } = result.value;
  return accepted(
    await sets.add(store, {
      parameters: withCalibration(parameters, calibration),
      learnedAt: clock(),
      moments: told.length,
      before,
      after,
      refusedFor: better.ok ? null : better.refusal.message,
      recalibrates: base,
    }),
  );
}
