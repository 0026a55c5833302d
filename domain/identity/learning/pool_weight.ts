import { fitCalibration } from "../confidence/calibrate.ts";
import { likeliest } from "../confidence/forward_filter.ts";
import type { TabledStates } from "../confidence/tabled_states.ts";
import { sharesOf } from "./held_back.ts";
import type { ReadingSequence } from "./sequences.ts";

/** Where the learned model confirms all that the other claims. */
const MOST = 0.5;

/**
 * The weight of another model in the pool: how far its claims at a moment hold when the learned one knows the later
 * readings too, as the slope of Platt scaling. In a building of another radio it claims what nothing confirms.
 */
export function poolWeight(
  learned: TabledStates,
  other: TabledStates,
  sequences: readonly ReadingSequence[],
): number {
  const claims = sequences.flatMap((sequence) => {
    const known = sharesOf(learned, sequence);
    return sharesOf(other, sequence).map(({ filtered }, nth) => {
      const [beaconId, confidence] = likeliest(filtered);
      return { confidence, right: known[nth]!.smoothed.get(beaconId)! };
    });
  });
  return MOST * Math.min(1, Math.max(0, fitCalibration(claims).slope));
}
