import { assert, assertEquals } from "@std/assert";
import { MemoryBeacons } from "../../testing/memory/identity/beacons.ts";
import { MemoryIdentityStore } from "../../testing/memory/identity/identity_store.ts";
import { MemoryLastSightings } from "../../adapters/memory/identity/last_sightings.ts";
import type { Beacon } from "../../domain/identity/beacon.ts";
import { storeIdSchema } from "../../domain/shared/store_id.ts";
import { DEFAULT_CONFIDENCE } from "../../domain/identity/confidence/parameters.ts";
import { msAfter, sampleBeacon } from "../../testing/fixtures/identity_samples.ts";
import { NOON } from "../../testing/fixtures/commerce_samples.ts";
import { Outage } from "../shared/fault.ts";
import { detectCustomer } from "./detect_customer.ts";

const AWAY = () => Promise.reject(new Outage("Redis", new Error("away")));

async function arrange(beacons: readonly Beacon[] = [sampleBeacon(1)]) {
  const registry = new MemoryBeacons();
  for (const beacon of beacons) await registry.put(beacon);
  const store = new MemoryIdentityStore(() => NOON);
  let ids = 0;
  const seen = { outcomes: [] as string[], confidences: [] as number[], stores: [] as string[], recorded: 0 };
  const deps = {
    beacons: registry,
    identifications: {
      record: (...given: Parameters<typeof store.record>) => {
        seen.recorded++;
        return store.record(...given);
      },
    } as typeof store,
    lastSightings: new MemoryLastSightings(() => NOON.getTime()),
    parametersOf: (store: string) => {
      seen.stores.push(store);
      return DEFAULT_CONFIDENCE;
    },
    clock: () => NOON,
    newId: () => `event${++ids}`,
    observe: {
      decided: (outcome: string) => seen.outcomes.push(outcome),
      located: (confidence: number) => seen.confidences.push(confidence),
    },
  };
  return { deps, store, registry, seen };
}

/** Five seconds beside a beacon, up to `at`. */
function beside({ beaconId, major, minor }: Beacon, { rssi = -45, at = NOON } = {}) {
  return [4, 3, 2, 1, 0].map((second) => (
    { uuid: beaconId, major, minor, rssi, observedAt: msAfter(at, -second * 1_000).toISOString() }
  ));
}

Deno.test("detectCustomer identifies the customer, publishes an event and shows the sighting", async () => {
  const { deps, store, seen } = await arrange();
  const result = await detectCustomer(deps, { customerId: "cust123", readings: beside(sampleBeacon(1)) });
  assert(result.ok, JSON.stringify(result));
  const { confidence, ...identity } = result.value;
  const { beaconId, storeId, location } = sampleBeacon(1);
  assertEquals({ ...identity }, { customerId: identity.customerId, beaconId, storeId, location, detectedAt: NOON });
  assertEquals(confidence, Math.floor(confidence * 10_000) / 10_000);
  assertEquals(store.events, [{ type: "customer.identified", eventId: "event1", identity: result.value }]);
  assertEquals(await deps.lastSightings.of(identity.customerId), result.value);
  assertEquals(seen, { outcomes: ["identified"], confidences: [confidence], stores: ["store100"], recorded: 1 });
});

Deno.test("detectCustomer defaults to the newest reading's time, else the clock's", async () => {
  const { deps } = await arrange();
  const at = msAfter(NOON, -600_000);
  const offline = await detectCustomer(deps, { customerId: "one", readings: beside(sampleBeacon(1), { at }) });
  assert(offline.ok);
  assertEquals(offline.value.detectedAt, at);
  const timeless = beside(sampleBeacon(1)).map(({ observedAt: _, ...reading }) => reading);
  const live = await detectCustomer(deps, { customerId: "other", readings: timeless });
  assert(live.ok);
  assertEquals(live.value.detectedAt, NOON);
});

Deno.test("detectCustomer answers a duplicate from the last sighting without a query to the store", async () => {
  const { deps, seen } = await arrange();
  const detection = { customerId: "cust123", readings: beside(sampleBeacon(1)) };
  const first = await detectCustomer(deps, detection);
  const second = await detectCustomer(deps, detection);
  assert(first.ok && !second.ok && second.refusal.code === "duplicate_within_minute");
  assertEquals([second.refusal.existing, seen.recorded], [first.value, 1]);
  assertEquals(seen.outcomes, ["identified", "duplicate_within_minute"]);
});

Deno.test("detectCustomer without the last sightings finds the duplicate in the store", async () => {
  const { deps, seen } = await arrange();
  const without = { ...deps, lastSightings: { show: AWAY, of: AWAY } };
  const detection = { customerId: "cust123", readings: beside(sampleBeacon(1)) };
  for (let n = 0; n < 2; n++) await detectCustomer(without, detection);
  assertEquals([seen.outcomes, seen.recorded], [["identified", "duplicate_within_minute"], 2]);
});

Deno.test("detectCustomer refuses low confidence without a query to the store", async () => {
  const { deps, seen } = await arrange();
  const readings = [{ uuid: sampleBeacon(1).beaconId, major: 100, minor: 1, rssi: -100 }];
  const result = await detectCustomer(deps, { customerId: "cust123", readings });
  assert(!result.ok && result.refusal.code === "low_confidence");
  assertEquals([seen.recorded, seen.confidences], [0, [result.refusal.confidence]]);
});

Deno.test("detectCustomer identifies no customer at an inactive beacon, but uses it as evidence", async () => {
  const broken = sampleBeacon(1, { status: "maintenance" });
  const { deps } = await arrange([broken, sampleBeacon(2)]);
  const detect = async (readings: readonly object[]) => {
    const result = await detectCustomer(deps, { customerId: "cust123", readings });
    return result.ok ? result.value.beaconId : result.refusal.code;
  };
  assertEquals(await detect(beside(broken)), "inactive_beacon");
  assertEquals(await detect([...beside(broken), ...beside(sampleBeacon(2), { rssi: -95 })]), "inactive_beacon");
  assertEquals(
    await detect([...beside(broken, { rssi: -95 }), ...beside(sampleBeacon(2))]),
    sampleBeacon(2).beaconId,
  );
});

Deno.test("detectCustomer uses the parameters of the store with the strongest signal", async () => {
  const other = sampleBeacon(2, { storeId: storeIdSchema.parse("store200") });
  const { deps, seen } = await arrange([sampleBeacon(1), other]);
  const readings = [...beside(sampleBeacon(1), { rssi: -90 }), ...beside(other)];
  const result = await detectCustomer(deps, { customerId: "cust123", readings });
  assert(result.ok);
  assertEquals([result.value.storeId, seen.stores], ["store200", ["store200"]]);
});

Deno.test("detectCustomer requests each beacon once", async () => {
  const { deps, registry } = await arrange();
  const asked: number[] = [];
  const find = (ids: Parameters<typeof registry.find>[0]) => {
    asked.push(ids.length);
    return registry.find(ids);
  };
  await detectCustomer({ ...deps, beacons: { find } }, { customerId: "cust123", readings: beside(sampleBeacon(1)) });
  assertEquals(asked, [1]);
});
