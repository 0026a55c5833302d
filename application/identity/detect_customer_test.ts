import { assert, assertEquals } from "@std/assert";
import { MemoryBeacons } from "../../testing/memory/identity/beacons.ts";
import { MemoryIdentityStore } from "../../testing/memory/identity/identity_store.ts";
import { MemoryLastSightings } from "../../adapters/memory/identity/last_sightings.ts";
import type { Beacon } from "../../domain/identity/beacon.ts";
import { storeIdSchema } from "../../domain/shared/store_id.ts";
import { DEFAULT_CONFIDENCE } from "../../domain/identity/confidence/parameters.ts";
import { msAfter, sampleBeacon, sampleFleetBeacon } from "../../testing/fixtures/identity_samples.ts";
import { NOON } from "../../testing/fixtures/commerce_samples.ts";
import { Outage } from "../shared/fault.ts";
import { detectCustomer as detect, type DetectCustomerDeps } from "./detect_customer.ts";

const detectCustomer = async (deps: DetectCustomerDeps, raw: unknown) => (await detect(deps, raw)).result;

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
function beside({ uuid, major, minor }: Beacon, { rssi = -45, at = NOON } = {}) {
  return [4, 3, 2, 1, 0].map((second) => (
    { uuid, major, minor, rssi, observedAt: msAfter(at, -second * 1_000).toISOString() }
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
  const match = (sent: Parameters<typeof registry.match>[0]) => {
    asked.push(sent.length);
    return registry.match(sent);
  };
  await detectCustomer({ ...deps, beacons: { match } }, { customerId: "cust123", readings: beside(sampleBeacon(1)) });
  assertEquals(asked, [1]);
});

Deno.test("detectCustomer tells beacons of one UUID apart", async () => {
  const { deps } = await arrange([sampleFleetBeacon(1), sampleFleetBeacon(2)]);
  for (const beacon of [sampleFleetBeacon(1), sampleFleetBeacon(2)]) {
    const result = await detectCustomer(deps, { customerId: beacon.beaconId, readings: beside(beacon) });
    assertEquals(result.ok && result.value.beaconId, beacon.beaconId);
  }
  const unknown = await detectCustomer(deps, { customerId: "cust123", readings: beside(sampleFleetBeacon(3)) });
  assert(!unknown.ok && unknown.refusal.code === "unknown_beacon");
  assert(unknown.refusal.message.includes("minor 3"), unknown.refusal.message);
});

Deno.test("detectCustomer ignores readings without a usable level, and lists them with those of unknown beacons", async () => {
  const [here, there] = [sampleBeacon(1), sampleBeacon(2)];
  const { deps } = await arrange([here, there]);
  const [one] = beside(there);
  const levels = [0, -0.4, 127, 128, -128, 20.6, -127.6, 21];
  const readings = [...beside(here), ...levels.map((rssi) => ({ ...one, rssi })), { ...one, minor: 9 }];
  const { result, ignored } = await detect(deps, { customerId: "cust123", readings });
  assertEquals(result.ok && result.value.beaconId, here.beaconId);
  const reasons = ["unknown_level", "unknown_level", "unknown_level", ...Array(5).fill("out_of_range")];
  assertEquals(ignored.map(({ reason }) => reason), [...reasons, "unregistered_beacon"]);
  assertEquals(ignored.map(({ index }) => index), [5, 6, 7, 8, 9, 10, 11, 12, 13]);

  const alone = await detect(deps, { customerId: "cust123", readings: levels.map((rssi) => ({ ...one, rssi })) });
  assert(!alone.result.ok && alone.result.refusal.code === "no_usable_reading");
  assertEquals(alone.ignored.length, levels.length);
});

Deno.test("detectCustomer takes the weakest and strongest levels of Bluetooth", async () => {
  const { deps } = await arrange();
  for (const [rssi, expected] of [[-127, "low_confidence"], [-104.3, "low_confidence"], [20, "identified"]] as const) {
    const { result, ignored } = await detect(deps, {
      customerId: `at ${rssi}`,
      readings: beside(sampleBeacon(1), { rssi }),
    });
    assertEquals([result.ok ? "identified" : result.refusal.code, ignored], [expected, []]);
  }
});
