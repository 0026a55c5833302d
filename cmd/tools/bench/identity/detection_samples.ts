import { locate } from "../../../../domain/identity/confidence/locate.ts";
import { DEFAULT_CONFIDENCE } from "../../../../domain/identity/confidence/parameters.ts";
import { LEAST_CONFIDENCE } from "../../../../domain/identity/customer_identity.ts";
import { always } from "../../../../domain/identity/visits/arrivals.ts";
import { simulateVisits } from "../../../../domain/identity/visits/simulate_visits.ts";
import { type SimulatedStore, simulatedStore } from "../../../../domain/identity/visits/simulated_store.ts";

const SEED = "bench";
const STORES = 10;
const WINDOWS = 500;
/** Coprime to any round number, so that every customer occurs before one repeats. */
const STRIDE = 7_919;
const ROUND_MS = 61_000;
const CUSTOMERS_AT_ONCE = 2_000;

/** Readings that lead to an identification, with their ages at the detection. */
type Window = readonly {
  readonly uuid: string;
  readonly major: number;
  readonly minor: number;
  readonly rssi: number;
  readonly ageMs: number;
}[];

export interface DetectionSamples {
  readonly stores: readonly SimulatedStore[];
  readonly readingsPerDetection: number;
  /** The nth detection of a run: later than the previous one, and more than a minute after the customer's last. */
  body(nth: number, run: Run): { readonly customerId: string; readonly detectedAt: Date; readonly json: string };
}

/** A run has its own, later day, so that it meets no earlier identification. */
export interface Run {
  readonly customers: number;
  readonly day: Date;
}

export function detectionSamples(): DetectionSamples {
  const stores = Array.from({ length: STORES }, (_, nth) => simulatedStore(SEED, nth + 1));
  const windows: Window[] = [];
  const visits = simulateVisits({
    seed: SEED,
    stores,
    customers: CUSTOMERS_AT_ONCE * 2,
    called: "visitor",
    arrivals: always(CUSTOMERS_AT_ONCE, SEED),
    reportEveryMs: 30_000,
    from: new Date("2026-03-02T03:00:00Z"),
  });
  for (const { body } of visits) {
    const at = new Date(body.detectedAt);
    const heard = body.readings.map(({ observedAt, rssi, ...sent }) => (
      { beaconId: Object.values(sent).join(":"), rssi, at: new Date(observedAt) }
    ));
    if ((locate(heard, at, DEFAULT_CONFIDENCE)?.confidence ?? 0) < LEAST_CONFIDENCE + 0.001) continue;
    const ages = body.readings.map(({ observedAt, ...reading }) => (
      { ...reading, ageMs: at.getTime() - Date.parse(observedAt) }
    ));
    if (windows.push(ages) === WINDOWS) break;
  }
  const readings = windows.reduce((sum, { length }) => sum + length, 0);
  return {
    stores,
    readingsPerDetection: readings / windows.length,
    body(nth, { customers, day }) {
      const customerId = `customer-${(nth * STRIDE) % customers + 1}`;
      const detectedAt = new Date(day.getTime() + Math.floor(nth / customers) * ROUND_MS);
      const readings = windows[nth % windows.length]!.map(({ ageMs, ...reading }) => (
        { ...reading, observedAt: new Date(detectedAt.getTime() - ageMs).toISOString() }
      ));
      return { customerId, detectedAt, json: JSON.stringify({ customerId, detectedAt, readings }) };
    },
  };
}

export const PGBENCH_ORDER = {
  customer: (customers: number) => `(:i * ${STRIDE}) % ${customers} + 1`,
  afterMs: (customers: number) => `(:i / ${customers}) * ${ROUND_MS}`,
} as const;
