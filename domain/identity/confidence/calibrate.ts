import type { Calibration } from "./parameters.ts";

/** Bounds probabilities: the data holds less than a million moments. */
const LEAST = 1e-6;
/** Weight of the prior towards the identity, in moments. */
const HOLD = 2;
const ROUNDS = 50;

/** ln(q / (1 − q)) = slope · ln(p / (1 − p)) + offset (Platt scaling, 1999); monotonic. */
export function calibrated(probability: number, { slope, offset }: Calibration): number {
  return logistic(slope * logit(probability) + offset);
}

/** The probability before calibration. */
export function uncalibrated(probability: number, { slope, offset }: Calibration): number {
  return logistic((logit(probability) - offset) / slope);
}

/** Maximum likelihood by Newton's method, with a weak prior towards the identity, from answers on unseen data. `right` may be a probability. */
export function fitCalibration(
  answers: readonly { readonly confidence: number; readonly right: boolean | number }[],
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
      const off = Number(right) - q;
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
