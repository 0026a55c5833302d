import { seededRandom } from "../../shared/random.ts";
import type { LabelledMoment } from "../confidence/evaluate.ts";
import { hearMoment } from "./hear_window.ts";
import { phoneOf } from "./phone.ts";
import type { SimulatedRadio } from "./simulated_radio.ts";
import { nearestBeacon, type SimulatedStore } from "./simulated_store.ts";
import { placeAt, planWalk } from "./walk.ts";

interface LabelledOptions {
  readonly seed: string;
  readonly store: SimulatedStore;
  readonly radio: SimulatedRadio;
  readonly moments: number;
  readonly from: Date;
}

const BETWEEN_MOMENTS_MS = 3_000;
const BETWEEN_VISITS_MS = 120_000;
/** Whoever sits still for long says little that is new. */
const MOMENTS_A_VISIT = 60;

/** One visit after the other, each with a phone of its own; moments without a reading are left out. */
export function labelledVisits({ seed, store, radio, moments, from }: LabelledOptions): LabelledMoment[] {
  const random = seededRandom(`${seed}/labelled`);
  const labelled: LabelledMoment[] = [];
  let now = from.getTime();
  for (let visitor = 1; labelled.length < moments; visitor++) {
    const walk = planWalk(random, store, now);
    const phone = phoneOf(seed, visitor);
    const every = Math.max(BETWEEN_MOMENTS_MS, (walk.leavesAt - now) / MOMENTS_A_VISIT);
    for (; now < walk.leavesAt && labelled.length < moments; now += every) {
      const at = new Date(Math.round(now));
      const place = placeAt(walk, now);
      const signals = hearMoment(random, walk, now, phone, radio).map(({ beacon: { beaconId }, rssi }) => ({
        beaconId,
        rssi,
        at,
      }));
      if (signals.length > 0) labelled.push({ at, signals, nearestBeacon: nearestBeacon(store, place) });
    }
    now = Math.max(now, walk.leavesAt) + BETWEEN_VISITS_MS;
  }
  return labelled;
}
