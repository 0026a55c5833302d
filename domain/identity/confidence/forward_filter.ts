/** What was heard at one moment, and how long ago. */
export interface HeardMoment {
  readonly secondsAgo: number;
  /** The level of each beacon that was heard, dBm. */
  readonly levels: ReadonlyMap<string, number>;
}

/** Where a device can be, as far as the model tells places apart. */
export interface States {
  /** How likely each place is before anything is heard; sums to 1. */
  readonly prior: Float64Array;
  /** How likely it is to be in each place `seconds` after having been as likely there as `belief` says. */
  transition(belief: Float64Array, seconds: number): Float64Array;
  /** The logarithm of how likely what was heard is in each place, up to a summand that is the same for all. */
  logEmission(levels: ReadonlyMap<string, number>): Float64Array;
  /** The probability of each beacon to be the nearest one; they sum to 1 or, where none of them may be, to less. */
  nearest(belief: Float64Array): Map<string, number>;
}

/**
 * How likely each place is after all that was heard: the forward filter of a hidden Markov model (Rabiner, "A tutorial on
 * hidden Markov models", 1989; for places: Thrun, Burgard, Fox, "Probabilistic Robotics", 2005, chapter 8).
 *
 *     belief ← prior;   for each moment: belief ← transition(belief, seconds since the one before) · likelihood, normalised
 *
 * In the end the belief is carried to the present, so that what was heard long ago says little.
 *
 * @param moments oldest first
 */
export function forwardFilter(states: States, moments: readonly HeardMoment[]): Float64Array {
  let belief = states.prior;
  let before = moments[0]?.secondsAgo ?? 0;
  for (const { secondsAgo, levels } of moments) {
    if (before > secondsAgo) belief = states.transition(belief, before - secondsAgo);
    belief = update(belief, states.logEmission(levels));
    before = secondsAgo;
  }
  return before > 0 ? states.transition(belief, before) : belief;
}

/** The belief at each moment of one device, the filter run once through all; a longer silence than `resetSeconds` starts again from the prior. */
export function* forwardFilterAll(
  states: States,
  moments: readonly { readonly at: Date; readonly levels: ReadonlyMap<string, number> }[],
  resetSeconds: number,
): Generator<Float64Array> {
  let belief = states.prior;
  let before = -Infinity;
  for (const { at, levels } of moments) {
    const seconds = (at.getTime() - before) / 1000;
    belief = seconds > resetSeconds ? states.prior : states.transition(belief, seconds);
    belief = update(belief, states.logEmission(levels));
    yield belief;
    before = at.getTime();
  }
}

function update(belief: Float64Array, logEmission: Float64Array): Float64Array {
  // What is most likely anywhere is taken as 1, so that far levels don't underflow to nothing everywhere.
  const most = logEmission.reduce((most, value, at) => belief[at]! > 0 && value > most ? value : most, -Infinity);
  const product = belief.map((share, at) => share * Math.exp(logEmission[at]! - most));
  const sum = product.reduce((sum, share) => sum + share, 0);
  return product.map((share) => share / sum);
}
