export interface HeardMoment {
  readonly secondsAgo: number;
  /** dBm, by beacon. */
  readonly levels: ReadonlyMap<string, number>;
}

export interface States {
  /** Sums to 1. */
  readonly prior: Float64Array;
  transition(belief: Float64Array, seconds: number): Float64Array;
  /** Log-likelihood of the levels in each state, up to a constant. */
  logEmission(levels: ReadonlyMap<string, number>): Float64Array;
  /** By beacon; they sum to at most 1. */
  nearest(belief: Float64Array): Map<string, number>;
}

/** The beacon with the largest share; of equal ones the first. @param shares by beacon, not empty */
export function likeliest(shares: ReadonlyMap<string, number>): readonly [beaconId: string, share: number] {
  return [...shares].reduce((best, other) => other[1] > best[1] ? other : best);
}

/** Hidden Markov model (Rabiner, "A tutorial on hidden Markov models", 1989). Moments are oldest first. */
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

/** A gap longer than `resetSeconds` restarts from the prior. */
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
