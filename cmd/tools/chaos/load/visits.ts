import { type Beacon, BEACON_STATUSES, parseBeacon } from "../../../../domain/identity/beacon.ts";
import { always } from "../../../../domain/identity/visits/arrivals.ts";
import { type SimulatedDetection, simulateVisits } from "../../../../domain/identity/visits/simulate_visits.ts";
import { simulatedStore } from "../../../../domain/identity/visits/simulated_store.ts";
import { HOUR_MS } from "../../../../domain/shared/durations.ts";
import { pick, type Random, seededRandom, wholeBetween } from "../../../../domain/shared/random.ts";

const STORES = 5;
/** Simulated customers; each reports by its own clock, which runs as fast as their detections are sent. */
const PRESENT = 120;
const REPORT_EVERY_MS = 40_000;
/** Older than any clock shift, so that no API clock is ever before a customer's moment. */
const HOURS_BACK = 30;
const SPARE_BEACONS = 20;

export class Visits {
  readonly beacons: readonly Beacon[];
  readonly #detections: Iterator<SimulatedDetection, never>;
  readonly #random: Random;
  #next: SimulatedDetection;

  constructor(seed: string) {
    const stores = Array.from({ length: STORES }, (_, nth) => simulatedStore(seed, nth + 1));
    this.beacons = stores.flatMap(({ beacons }) => beacons.map(({ beacon }) => beacon));
    this.#detections = simulateVisits({
      seed,
      stores,
      customers: PRESENT * 3,
      called: "visitor",
      arrivals: always(PRESENT, seed),
      reportEveryMs: REPORT_EVERY_MS,
      from: new Date(Date.now() - HOURS_BACK * HOUR_MS),
    });
    this.#random = seededRandom(`${seed}/beacons`);
    // The first call creates all customers already present, which takes seconds.
    this.#next = this.#detections.next().value;
  }

  next(): SimulatedDetection {
    const detection = this.#next;
    this.#next = this.#detections.next().value;
    return detection;
  }

  spareBeacon(): Beacon {
    const nth = wholeBetween(this.#random, 0, SPARE_BEACONS - 1);
    const beaconId = `00000000-0000-4000-8000-${String(nth).padStart(12, "0")}`;
    const parsed = parseBeacon({
      beaconId,
      uuid: beaconId,
      storeId: "depot",
      major: 65_535,
      minor: nth,
      location: { name: `Shelf ${wholeBetween(this.#random, 1, 1_000)}`, type: "table" },
      status: pick(this.#random, BEACON_STATUSES),
    });
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    return parsed.value;
  }
}
