import type { ConfidenceParameters, PlacesParameters } from "../confidence/parameters.ts";
import { NOT_HEARD, statesAtPlaces } from "../confidence/states_at_places.ts";
import type { Expectation } from "./expectation.ts";
import { type LearnedModel, READINGS_PER_INDEPENDENT_ONE } from "./learned_model.ts";

/** A beacon at its own place, and at another's: as in `surveyed.ts`. */
const OWN = { mean: -72, heard: 0.75 };
const OTHER = { mean: -78.5, heard: 0.12 };
/** Standard deviations of the priors, dB, and their weights, in independent readings. */
const PRIOR = { own: 3, other: 4, heard: 8, logSpread: 0.3, evenly: 10 };
const SPREAD = 4.5;
const BELIEVED = { level: 0.6, hearing: 0.6 };
/** Of probabilities: they are kept with four decimals. */
const LEAST = 0.0005;
const MOST = 0.9995;
const MOVES_PER_SECOND = 0.1;

/** Learns how each beacon is heard at each beacon, and how often people are there: the relative places of a store. */
export function learnedPlaces(beaconIds: readonly string[], given: ConfidenceParameters): LearnedModel {
  const ids = [...beaconIds].sort();
  const start: PlacesParameters = {
    spread: SPREAD,
    movesPerSecond: MOVES_PER_SECOND,
    believed: BELIEVED,
    of: Object.fromEntries(ids.map((place) => [place, {
      share: 1 / ids.length,
      hears: Object.fromEntries(ids.map((id) => [id, id === place ? OWN : OTHER])),
    }])),
  };
  const placesIn = (parameters: ConfidenceParameters) => parameters.places ?? start;
  return {
    start: { ...given, places: start },
    states: (parameters) => statesAtPlaces(placesIn(parameters)),
    logPrior: (parameters) => logPriorOf(placesIn(parameters), ids),
    radio: (parameters, expectation) => ({
      ...parameters,
      places: maximizedPlaces(placesIn(parameters), expectation, ids),
    }),
    occupancy: (parameters, { visits }) => {
      const counts = ids.map((_, nth) => visits[nth]! / READINGS_PER_INDEPENDENT_ONE + PRIOR.evenly / ids.length);
      const all = counts.reduce((sum, count) => sum + count, 0);
      const { of, ...others } = placesIn(parameters);
      const shares = ids.map((id, nth) => [id, { ...of[id]!, share: counts[nth]! / all }]);
      return { ...parameters, places: { ...others, of: Object.fromEntries(shares) } };
    },
  };
}

function priorOf(place: string, id: string) {
  return place === id ? { ...OWN, deviation: PRIOR.own } : { ...OTHER, deviation: PRIOR.other };
}

function logPriorOf({ spread, of }: PlacesParameters, ids: readonly string[]): number {
  let log = -((Math.log(spread / SPREAD) / PRIOR.logSpread) ** 2) / 2;
  for (const place of ids) {
    log += PRIOR.evenly / ids.length * Math.log(of[place]!.share);
    for (const id of ids) {
      const { mean, heard } = of[place]!.hears[id] ?? NOT_HEARD;
      const prior = priorOf(place, id);
      log -= ((mean - prior.mean) / prior.deviation) ** 2 / 2;
      log += PRIOR.heard * (prior.heard * Math.log(heard) + (1 - prior.heard) * Math.log1p(-heard));
    }
  }
  return log;
}

/** Each maximum is in closed form: Gaussian means and Bernoulli shares with conjugate priors, then the spread. */
function maximizedPlaces(
  { spread, believed, of, ...others }: PlacesParameters,
  { visits, heard, levels, squares }: Expectation,
  ids: readonly string[],
): PlacesParameters {
  const byLevel = believed.level / READINGS_PER_INDEPENDENT_ONE / spread ** 2;
  const byHearing = believed.hearing / READINGS_PER_INDEPENDENT_ONE;
  let off = 0;
  let readings = 0;
  const places = ids.map((place, at) => {
    const hears = ids.map((id, beacon) => {
      const prior = priorOf(place, id);
      const count = heard[beacon]![at]!;
      const sum = levels[beacon]![at]!;
      const mean = (byLevel * sum + prior.mean / prior.deviation ** 2) / (byLevel * count + 1 / prior.deviation ** 2);
      off += squares[beacon]![at]! - 2 * mean * sum + mean * mean * count;
      readings += count;
      const share = (byHearing * count + PRIOR.heard * prior.heard) / (byHearing * visits[at]! + PRIOR.heard);
      return [id, { mean, heard: Math.min(MOST, Math.max(LEAST, share)) }];
    });
    return [place, { ...of[place]!, hears: Object.fromEntries(hears) }];
  });
  return {
    ...others,
    believed,
    of: Object.fromEntries(places),
    spread: spreadOf(off * byLevel * spread ** 2, readings * byLevel * spread ** 2, spread),
  };
}

/** The maximum of the density of `readings` levels that are `off` (summed squares) with its prior, by bisection. */
function spreadOf(off: number, readings: number, before: number): number {
  const slope = (log: number) => off * Math.exp(-2 * log) - readings - (log - Math.log(SPREAD)) / PRIOR.logSpread ** 2;
  let [low, high] = [Math.log(before) - 2, Math.log(before) + 2];
  for (let nth = 0; nth < 40; nth++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}
