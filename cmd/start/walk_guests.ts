import { sleep } from "../../adapters/system/sleep.ts";
import { detectCustomer, type DetectCustomerDeps } from "../../application/identity/detect_customer.ts";
import type { Beacons } from "../../application/identity/ports/beacons.ts";
import type { FloorPlans } from "../../application/identity/ports/floor_plans.ts";
import { Outage, reasonOf } from "../../application/shared/fault.ts";
import { always } from "../../domain/identity/visits/arrivals.ts";
import { simulateVisits } from "../../domain/identity/visits/simulate_visits.ts";
import {
  DEMO_CUSTOMERS,
  DEMO_STORES,
  type SimulatedStore,
  simulatedStore,
} from "../../domain/identity/visits/simulated_store.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import type { Process } from "../wiring/process/run_process.ts";

interface GuestOptions {
  readonly perSecond: number;
  readonly seed: string | null;
}

const STORES_SEED = "tillstream";
const GUESTS = 200;
/** Metres, of which the simulated stores' units are. */
const FROM_WALL = 1.5;
const REPORT_EVERY_MS = 30_000;

/** Detections during an outage are lost, as on a phone that gives up. */
export async function walkGuests(
  { log, signal }: Pick<Process, "log" | "signal">,
  deps: DetectCustomerDeps & { readonly beacons: Beacons; readonly plans: FloorPlans },
  { perSecond, seed }: GuestOptions,
): Promise<void> {
  if (perSecond === 0) return;
  const stores = Array.from({ length: DEMO_STORES }, (_, nth) => simulatedStore(STORES_SEED, nth + 1));
  const skipOnOutage = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Outage)) throw error;
      log.debug({ reason: reasonOf(error) }, "simulated detection skipped");
    }
  };
  for (const store of stores) await skipOnOutage(() => hang(deps, store));
  const from = deps.clock();
  const began = performance.now();
  const visits = simulateVisits({
    seed: seed ?? from.toISOString(),
    stores,
    customers: GUESTS,
    called: DEMO_CUSTOMERS,
    arrivals: always(perSecond * REPORT_EVERY_MS / 1_000, STORES_SEED),
    reportEveryMs: REPORT_EVERY_MS,
    from,
  });
  for (const { sentAt, body } of visits) {
    await sleep(Math.max(0, sentAt.getTime() - from.getTime() - (performance.now() - began)), signal);
    if (signal.aborted) return;
    await skipOnOutage(() => detectCustomer(deps, body));
  }
}

/** A plan that somebody has changed stays as it is. */
async function hang(
  { beacons, plans }: { readonly beacons: Beacons; readonly plans: FloorPlans },
  store: SimulatedStore,
): Promise<void> {
  for (const { beacon } of store.beacons) await beacons.put(beacon);
  if ((await plans.ofStore(store.entrance.beacon.storeId as StoreId)).length > 0) return;
  for (const { beacon, x, y } of store.beacons) {
    await plans.put(beacon.beaconId, { x: FROM_WALL + x, y: FROM_WALL + y, floor: 1 });
  }
}
