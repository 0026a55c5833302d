import type { HeardMoment } from "./forward_filter.ts";
import { reasonToIgnore } from "../reading.ts";
import type { Signal } from "./signal.ts";

/** Oldest first, without unknown and impossible levels. Signals of one beacon at one moment are averaged; copies count once. */
export function momentsOf(signals: readonly Signal[], at: Date, windowSeconds: number): HeardMoment[] {
  const moments = new Map<number, Map<string, Set<number>>>();
  for (const signal of signals) {
    const age = at.getTime() - signal.at.getTime();
    const usable = age >= 0 && age <= windowSeconds * 1000 && reasonToIgnore(signal) === null;
    if (!usable) continue;
    const moment = moments.get(age) ?? new Map<string, Set<number>>();
    moments.set(age, moment.set(signal.beaconId, (moment.get(signal.beaconId) ?? new Set()).add(signal.rssi)));
  }
  return [...moments].sort(([a], [b]) => b - a).map(([age, heard]) => ({
    secondsAgo: age / 1000,
    // Sorted: the order of arrival must not change the last digit.
    levels: new Map([...heard].sort(([a], [b]) => a < b ? -1 : 1).map(([id, levels]) => [id, mean([...levels])])),
  }));
}

/** Of this moment alone; empty without a usable signal. */
export function levelsAt(signals: readonly Signal[], at: Date): HeardMoment["levels"] {
  return momentsOf(signals, at, 0)[0]?.levels ?? new Map();
}

function mean(levels: readonly number[]): number {
  return levels.toSorted((a, b) => a - b).reduce((sum, level) => sum + level, 0) / levels.length;
}
