import { accepted, type Refusal, refused, type Result } from "../../shared/result.ts";
import type { HeldBackFigures } from "./held_back.ts";

export interface NoBetter extends Refusal {
  readonly code: "no_better";
}

/** Nats a moment: less is chance. */
const LEAST_GAIN = 0.01;
/** More is taken only where the set in use claims as much. */
const MOST_OVERCONFIDENCE = 0.05;

/** Whether a set may replace the one in use, by what each says of readings that it was not learned from. */
export function isBetter(after: HeldBackFigures, before: HeldBackFigures): Result<null, NoBetter> {
  const gain = after.likelihood - before.likelihood;
  const reasons = [
    ...(gain >= LEAST_GAIN ? [] : [`the held-back readings are ${gain < 0 ? "less likely" : "no more likely"} by it`]),
    ...(after.overconfidence <= Math.max(MOST_OVERCONFIDENCE, before.overconfidence) ? [] : [
      `its answers are less reliable: overconfident by ${after.overconfidence.toFixed(3)} after ${
        before.overconfidence.toFixed(3)
      }`,
    ]),
  ];
  return reasons.length === 0
    ? accepted(null)
    : refused({ code: "no_better", message: `Cannot take the learned parameters: ${reasons.join(", and ")}` });
}
