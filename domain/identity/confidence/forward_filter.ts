export interface HeardMoment {
  readonly secondsAgo: number;
  /** dBm, by beacon. */
  readonly levels: ReadonlyMap<string, number>;
}

/** The model's discrete states: where a device can be. */
export interface States {
  /** Probability of each state before any signal; sums to 1. */
  readonly prior: Float64Array;
  transition(belief: Float64Array, seconds: number): Float64Array;
  /** Log-likelihood of the levels in each state, up to a constant. */
  logEmission(levels: ReadonlyMap<string, number>): Float64Array;
  /** Probability of each beacon to be the nearest; they sum to at most 1. */
  nearest(belief: Float64Array): Map<string, number>;
}

/**
 * Returns the probability of each state after all moments: the forward filter of a hidden Markov model (Rabiner, "A
 * tutorial on hidden Markov models", 1989; for places: Thrun, Burgard, Fox, "Probabilistic Robotics", 2005, chapter 8).
 *
 * belief ← prior; for each moment: belief ← transition(belief, seconds since the one before) · likelihood, normalised
 *
 * Finally the belief is propagated to the present.
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

/** Belief at each moment of one device; a gap longer than `resetSeconds` restarts from the prior. */
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
  // Scaled by the largest likelihood, so that weak levels don't underflow in every state.
  const most = logEmission.reduce((most, value, at) => belief[at]! > 0 && value > most ? value : most, -Infinity);
  const product = belief.map((share, at) => share * Math.exp(logEmission[at]! - most));
  const sum = product.reduce((sum, share) => sum + share, 0);
  return product.map((share) => share / sum);
}
