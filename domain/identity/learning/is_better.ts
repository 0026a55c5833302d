import { accepted, type Refusal, refused, type Result } from "../../shared/result.ts";
import type { HeldBackFigures, LabelledFigures } from "./held_back.ts";

export interface NoBetter extends Refusal {
  readonly code: "no_better";
}

/** Nats a moment, and a label: less is chance. */
const LEAST_GAIN = { moment: 0.01, label: 0.005 };
/** More is taken only where the set in use claims as much. */
const MOST_OVERCONFIDENCE = 0.05;

/** Whether a set may replace the one in use, by what each says of readings that it was not learned from. */
export function isBetter(after: HeldBackFigures, before: HeldBackFigures): Result<null, NoBetter> {
  return unless("learned parameters", [
    ...lessLikely("readings", after.likelihood - before.likelihood, LEAST_GAIN.moment),
    ...(after.overconfidence <= Math.max(MOST_OVERCONFIDENCE, before.overconfidence) ? [] : [
      `its answers are less reliable: overconfident by ${after.overconfidence.toFixed(3)} after ${
        before.overconfidence.toFixed(3)
      }`,
    ]),
  ]);
}

/** The same of a calibration, by labels that it was not fitted to. */
export function isBetterCalibrated(after: LabelledFigures, before: LabelledFigures): Result<null, NoBetter> {
  return unless("calibration", [
    ...lessLikely("labels", after.likelihood - before.likelihood, LEAST_GAIN.label),
    ...(after.calibrationError < before.calibrationError ? [] : [
      `their calibration error is ${after.calibrationError.toFixed(3)} after ${before.calibrationError.toFixed(3)}`,
    ]),
  ]);
}

function lessLikely(heldBack: "readings" | "labels", gain: number, least: number): string[] {
  return gain >= least ? [] : [`the held-back ${heldBack} are ${gain < 0 ? "less likely" : "no more likely"} by it`];
}

function unless(what: string, reasons: readonly string[]): Result<null, NoBetter> {
  if (reasons.length === 0) return accepted(null);
  return refused({ code: "no_better", message: `Cannot take the ${what}: ${reasons.join(", and ")}` });
}
