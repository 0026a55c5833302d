import type { PlacesParameters } from "./parameters.ts";
import { type TabledStates, tabledStates } from "./tabled_states.ts";

/**
 * One state for each beacon, of which is known how all beacons are heard there: what is learned of a store whose
 * beacons have no positions. A level is normally distributed around the place's mean. Within `seconds` the device moves
 * with probability 1 − e^(−movesPerSecond · seconds), to places as often as people are there.
 */
export function statesAtPlaces({ spread, movesPerSecond, believed, of }: PlacesParameters): TabledStates {
  const ids = Object.keys(of);
  const at = (beaconId: string, value: (hears: { readonly mean: number; readonly heard: number }) => number) =>
    Float64Array.from(ids, (place) => value(of[place]!.hears[beaconId] ?? NOT_HEARD));
  const all = ids.reduce((sum, id) => sum + of[id]!.share, 0);
  return tabledStates({
    prior: Float64Array.from(ids, (id) => of[id]!.share / all),
    beaconIds: ids,
    emissions: ids.map((id) => ({
      mean: at(id, ({ mean }) => mean),
      spread: new Float64Array(ids.length).fill(spread),
      logHeard: at(id, ({ heard }) => Math.log(heard)),
      logSilent: at(id, ({ heard }) => Math.log1p(-heard)),
    })),
    nearestBeacon: ids.map((_, nth) => nth),
    steps: [],
    stepsPerSecond: 0,
    leapsPerSecond: movesPerSecond,
    faintest: -Infinity,
    believed,
  });
}

/** Pairs that were never heard together are left out. */
export const NOT_HEARD = { mean: -82, heard: 0.01 } as const;
