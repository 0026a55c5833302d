import type { States } from "./forward_filter.ts";

/** What a state says of one beacon, by state. Levels are normally distributed in dB. */
export interface BeaconEmission {
  readonly mean: Float64Array;
  readonly spread: Float64Array;
  /** Of being heard at all, and of not being heard. */
  readonly logHeard: Float64Array;
  readonly logSilent: Float64Array;
}

/** Where steps lead from a state; the shares sum to 1. */
export interface Steps {
  readonly to: Int32Array;
  readonly share: Float64Array;
}

export interface StateTables {
  readonly prior: Float64Array;
  readonly beaconIds: readonly string[];
  /** By beacon. */
  readonly emissions: readonly BeaconEmission[];
  /** The beacon of each state, by its place in `beaconIds`. */
  readonly nearestBeacon: readonly number[];
  /** By state; none where each move is a leap. */
  readonly steps: readonly Steps[];
  readonly stepsPerSecond: number;
  readonly leapsPerSecond: number;
  /** Weaker levels count as this one, dBm. */
  readonly faintest: number;
  /** Powers of the likelihoods, below 1 where neighbouring readings are correlated. */
  readonly believed: { readonly level: number; readonly hearing: number };
  /** Log-probability that a level is received, where that depends on the level alone. */
  readonly logReceived?: (level: number) => number;
}

/** Learning needs more than answering: the likelihood as a density, and the way back in time. */
export interface TabledStates extends States {
  readonly beaconIds: readonly string[];
  readonly faintest: number;
  /** Log-density of the levels in each state, without the powers of `believed`. */
  logDensity(levels: ReadonlyMap<string, number>): Float64Array;
  /** The transposed transition: expectations of `values` after `seconds`, by the state before. */
  transposed(values: Float64Array, seconds: number): Float64Array;
}

const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

export function tabledStates(tables: StateTables): TabledStates {
  const { prior, beaconIds, emissions, nearestBeacon, steps, faintest, believed, logReceived } = tables;
  const size = prior.length;
  const index = new Map(beaconIds.map((id, nth) => [id, nth]));
  const logSpreads = emissions.map(({ spread }) => spread.map(Math.log));
  const allSilent = new Float64Array(size);
  for (const { logSilent } of emissions) for (let at = 0; at < size; at++) allSilent[at]! += logSilent[at]!;
  const rates = (seconds: number) => ({
    stepped: steps.length === 0 ? 0 : 1 - Math.exp(-tables.stepsPerSecond * seconds),
    anywhere: 1 - Math.exp(-tables.leapsPerSecond * seconds),
  });
  const logOf = (levels: ReadonlyMap<string, number>, byLevel: number, byHearing: number) => {
    const sum = allSilent.map((silent) => byHearing * silent);
    for (const [beaconId, level] of levels) {
      const beacon = index.get(beaconId);
      if (beacon === undefined) continue;
      const { mean, spread, logHeard, logSilent } = emissions[beacon]!;
      const logSpread = logSpreads[beacon]!;
      const loud = Math.max(level, faintest);
      const always = byHearing * (logReceived?.(level) ?? 0) - byLevel * HALF_LOG_TWO_PI;
      for (let at = 0; at < size; at++) {
        const off = (loud - mean[at]!) / spread[at]!;
        sum[at]! += always + byHearing * (logHeard[at]! - logSilent[at]!) -
          byLevel * (off * off / 2 + logSpread[at]!);
      }
    }
    return sum;
  };
  return {
    prior,
    beaconIds,
    faintest,
    transition: (belief, seconds) => {
      const { stepped, anywhere } = rates(seconds);
      const after = belief.map((share) => (1 - stepped) * share);
      if (stepped > 0) {
        steps.forEach(({ to, share }, from) => {
          const leaving = stepped * belief[from]!;
          for (let nth = 0; nth < to.length; nth++) after[to[nth]!]! += leaving * share[nth]!;
        });
      }
      for (let at = 0; at < size; at++) after[at] = (1 - anywhere) * after[at]! + anywhere * prior[at]!;
      return after;
    },
    transposed: (values, seconds) => {
      const { stepped, anywhere } = rates(seconds);
      let leapt = 0;
      for (let at = 0; at < size; at++) leapt += prior[at]! * values[at]!;
      const before = values.map((value) => (1 - anywhere) * (1 - stepped) * value + anywhere * leapt);
      if (stepped === 0) return before;
      steps.forEach(({ to, share }, from) => {
        let after = 0;
        for (let nth = 0; nth < to.length; nth++) after += share[nth]! * values[to[nth]!]!;
        before[from]! += (1 - anywhere) * stepped * after;
      });
      return before;
    },
    logEmission: (levels) => logOf(levels, believed.level, believed.hearing),
    logDensity: (levels) => logOf(levels, 1, 1),
    nearest: (belief) => {
      const shares = new Float64Array(beaconIds.length);
      for (let at = 0; at < size; at++) shares[nearestBeacon[at]!]! += belief[at]!;
      return new Map(beaconIds.map((id, nth) => [id, shares[nth]!]));
    },
  };
}
