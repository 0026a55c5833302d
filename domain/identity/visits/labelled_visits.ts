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
/** Whoever sits still for long says little that is new: as the sample that a store learns from. */
const MOMENTS_A_VISIT = 10;

/** A part of one visit after the other, each with a phone of its own; moments without a reading are left out. */
export function labelledVisits({ seed, store, radio, moments, from }: LabelledOptions): LabelledMoment[] {
  const random = seededRandom(`${seed}/labelled`);
  const labelled: LabelledMoment[] = [];
  let now = from.getTime();
  for (let visitor = 1; labelled.length < moments; visitor++) {
    const walk = planWalk(random, store, now);
    const phone = phoneOf(seed, visitor);
    now += Math.floor(random() * Math.max(0, walk.leavesAt - now - MOMENTS_A_VISIT * BETWEEN_MOMENTS_MS));
    for (let nth = 0; nth < MOMENTS_A_VISIT && labelled.length < moments; nth++, now += BETWEEN_MOMENTS_MS) {
      const at = new Date(now);
      const place = placeAt(walk, now);
      const signals = hearMoment(random, walk, now, phone, radio).map(({ beacon: { beaconId }, rssi }) => ({
        beaconId,
        rssi,
        at,
      }));
      if (signals.length > 0) labelled.push({ at, signals, nearestBeacon: nearestBeacon(store, place) });
    }
    now += BETWEEN_VISITS_MS;
  }
  return labelled;
}
