import type { TabledStates } from "../confidence/tabled_states.ts";
import { forwardBackward } from "./forward_backward.ts";
import type { ReadingSequence } from "./sequences.ts";

/** What the readings say of each state, expected over where the devices may have been: sufficient statistics. */
export interface Expectation {
  /** Expected moments, by state. */
  readonly visits: Float64Array;
  /** By beacon and state: expected readings, the sum of their levels, and of the squares. */
  readonly heard: readonly Float64Array[];
  readonly levels: readonly Float64Array[];
  readonly squares: readonly Float64Array[];
  /** Each level that was received. */
  readonly received: readonly number[];
  /** Log-likelihood as the model believes it. */
  readonly believed: number;
}

/** The E-step of expectation-maximization (Dempster, Laird, Rubin, 1977; for hidden Markov models Baum and Welch). */
export function expectationOf(states: TabledStates, sequences: readonly ReadingSequence[]): Expectation {
  const size = states.prior.length;
  const byBeacon = () => states.beaconIds.map(() => new Float64Array(size));
  const index = new Map(states.beaconIds.map((id, nth) => [id, nth]));
  const visits = new Float64Array(size);
  const [heard, sums, squares] = [byBeacon(), byBeacon(), byBeacon()];
  const received: number[] = [];
  let believed = 0;
  for (const sequence of sequences) {
    believed += forwardBackward(states, sequence, ({ smoothed, levels }) => {
      for (let at = 0; at < size; at++) visits[at]! += smoothed[at]!;
      for (const [beaconId, level] of levels) {
        const beacon = index.get(beaconId);
        if (beacon === undefined) continue;
        const loud = Math.max(level, states.faintest);
        received.push(loud);
        const [ofHeard, ofSums, ofSquares] = [heard[beacon]!, sums[beacon]!, squares[beacon]!];
        for (let at = 0; at < size; at++) {
          const share = smoothed[at]!;
          ofHeard[at]! += share;
          ofSums[at]! += share * loud;
          ofSquares[at]! += share * loud * loud;
        }
      }
    });
  }
  return { visits, heard, levels: sums, squares, received, believed };
}
