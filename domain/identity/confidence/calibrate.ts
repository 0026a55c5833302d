import type { Calibration } from "./parameters.ts";

/** Nothing is more certain than this: nobody has seen a million moments of a store. */
const LEAST = 1e-6;
/** How strongly a calibration holds on to changing nothing, in moments. */
const HOLD = 2;
const ROUNDS = 50;

/**
 * The probability that a model's answer is right, from the probability it gives itself.
 *
 *     ln(q / (1 − q)) = slope · ln(p / (1 − p)) + offset
 *
 * Platt, "Probabilistic outputs for support vector machines", 1999; with offset 0 it is the temperature of Guo et al., "On
 * calibration of modern neural networks", 2017. It changes no order.
 */
export function calibrated(probability: number, { slope, offset }: Calibration): number {
  return logistic(slope * logit(probability) + offset);
}

/**
 * The calibration under which answers are most likely to have been as right as they were: by Newton's method, with a slight
 * pull towards changing nothing, so that a few answers don't bend it.
 *
 * @param answers given by a model that had not seen them
 */
export function fitCalibration(
  answers: readonly { readonly confidence: number; readonly right: boolean }[],
): Calibration {
  let slope = 1;
  let offset = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let ds = -HOLD * (slope - 1);
    let d0 = -HOLD * offset;
    let hss = HOLD;
    let hs0 = 0;
    let h00 = HOLD;
    for (const { confidence, right } of answers) {
      const x = logit(confidence);
      const q = logistic(slope * x + offset);
      const off = (right ? 1 : 0) - q;
      const bend = q * (1 - q);
      ds += off * x;
      d0 += off;
      hss += bend * x * x;
      hs0 += bend * x;
      h00 += bend;
    }
    const determinant = hss * h00 - hs0 * hs0;
    const stepSlope = (h00 * ds - hs0 * d0) / determinant;
    const stepOffset = (hss * d0 - hs0 * ds) / determinant;
    slope = Math.min(10, Math.max(0.05, slope + stepSlope));
    offset = Math.min(10, Math.max(-10, offset + stepOffset));
    if (Math.abs(stepSlope) + Math.abs(stepOffset) < 1e-9) break;
  }
  return { slope, offset };
}

function logit(probability: number): number {
  const p = Math.min(1 - LEAST, Math.max(LEAST, probability));
  return Math.log(p / (1 - p));
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
