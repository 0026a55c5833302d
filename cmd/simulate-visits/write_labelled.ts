import { labelledVisits } from "../../domain/identity/visits/labelled_visits.ts";
import { simulatedStore } from "../../domain/identity/visits/simulated_store.ts";
import type { SimulateArguments } from "./arguments.ts";

const FROM = new Date("2026-03-02T00:00:00Z");

/** The same files for the same arguments. */
export async function writeLabelled(
  { seed, layout, radio, moments }: SimulateArguments,
  folder: string,
): Promise<string> {
  const store = simulatedStore(seed, 1, layout);
  const beacons = store.beacons.map(({ beacon: { beaconId }, x, y }) => `${beaconId},${x},${y}`);
  const labelled = labelledVisits({ seed, store, radio, moments, from: FROM });
  const readings = labelled.flatMap(({ at, signals, nearestBeacon }) =>
    signals.map(({ beaconId, rssi }) => `${at.toISOString()},${nearestBeacon},${beaconId},${rssi}`)
  );
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${folder}/beacons.csv`, ["beacon,x,y", ...beacons, ""].join("\n"));
  const header = "observed_at,nearest_beacon,beacon,rssi";
  await Deno.writeTextFile(`${folder}/readings.csv`, [header, ...readings, ""].join("\n"));
  return `${labelled.length} moments of ${beacons.length} beacons, in ${folder}/readings.csv and ${folder}/beacons.csv`;
}
