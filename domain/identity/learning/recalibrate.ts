import { accepted, type Refusal, refused, type Result } from "../../shared/result.ts";
import { calibrated, fitCalibration } from "../confidence/calibrate.ts";
import type { Calibration } from "../confidence/parameters.ts";
import { type Judged, score } from "../confidence/scores.ts";
import type { LabelledFigures } from "./held_back.ts";
import { isBetterCalibrated, type NoBetter } from "./is_better.ts";

/** An answer whose truth was told. */
export interface ToldAnswer {
  /** Before calibration. */
  readonly share: number;
  readonly right: boolean;
}

export interface Recalibrated {
  readonly calibration: Calibration;
  /** On labels that were held back. */
  readonly before: LabelledFigures;
  readonly after: LabelledFigures;
  readonly better: Result<null, NoBetter>;
}

export interface TooFewLabels extends Refusal {
  readonly code: "too_few_labels";
}

export const FEWEST_LABELS = 30;
/** Blocks of time for cross-validation. */
const BLOCKS = 5;
const LEAST = 1e-6;

/**
 * Platt scaling on top of the calibration in use, with a prior towards it, since labels are few: isotonic regression
 * needs a thousand (Niculescu-Mizil, Caruana, "Predicting good probabilities with supervised learning", 2005). Each
 * block of time is judged by what the others gave.
 *
 * @param told the oldest first
 */
export function recalibrate(
  told: readonly ToldAnswer[],
  inUse: Calibration,
): Result<Recalibrated, TooFewLabels> {
  if (told.length < FEWEST_LABELS) {
    const message = `Cannot recalibrate by ${told.length} labels: at least ${FEWEST_LABELS} are needed`;
    return refused({ code: "too_few_labels", message });
  }
  const answers = told.map(({ share, right }): Judged => ({ confidence: calibrated(share, inUse), right }));
  const heldBack = Array.from({ length: BLOCKS }, (_, block) => {
    const isIn = (_: Judged, nth: number) => Math.floor(nth * BLOCKS / answers.length) === block;
    const others = fitCalibration(answers.filter((one, nth) => !isIn(one, nth)));
    return answers.filter(isIn).map(({ confidence, right }) => ({ confidence: calibrated(confidence, others), right }));
  });
  const [before, after] = [figuresOf(answers), figuresOf(heldBack.flat())];
  const scaled = fitCalibration(answers);
  const calibration = {
    slope: Math.min(10, scaled.slope * inUse.slope),
    offset: Math.min(10, Math.max(-10, scaled.slope * inUse.offset + scaled.offset)),
  };
  return accepted({ calibration, before, after, better: isBetterCalibrated(after, before) });
}

function figuresOf(answers: readonly Judged[]): LabelledFigures {
  const { ece, reliability } = score(answers);
  const logLikelihood = answers.reduce(
    (sum, { confidence, right }) => sum + Math.log(Math.max(LEAST, right ? confidence : 1 - confidence)),
    0,
  );
  const over = reliability.reduce(
    (sum, { count, confidence, accuracy }) => sum + count * Math.max(0, (confidence ?? 0) - (accuracy ?? 0)),
    0,
  );
  return {
    moments: answers.length,
    likelihood: logLikelihood / answers.length,
    overconfidence: over / answers.length,
    calibrationError: ece!,
  };
}
