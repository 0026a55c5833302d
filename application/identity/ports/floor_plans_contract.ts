import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Beacon, BeaconId } from "../../../domain/identity/beacon.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import { sampleBeacon } from "../../../testing/fixtures/identity_samples.ts";
import { inIdentity, type OpenIdentity } from "../../../testing/ports/identity.ts";

const STORE = "store100" as StoreId;
const OTHER = "store200" as StoreId;

export function floorPlansContract(engine: string, open: OpenIdentity): void {
  describe(`FloorPlans in ${engine}`, () => {
    it(
      "ofStore returns the store's positioned beacons by id; put replaces, remove says whether there was one",
      inIdentity(open, async ({ beacons, plans }) => {
        const [first, second, third] = [sampleBeacon(1), sampleBeacon(2), sampleBeacon(3)];
        for (const beacon of [third, first, second]) await beacons.put(beacon);
        assertEquals(await plans.ofStore(STORE), []);
        assertEquals(await plans.put(third.beaconId, { x: 0, y: 12.25, floor: -1 }), true);
        assertEquals(await plans.put(first.beaconId, { x: 1, y: 2, floor: 1 }), true);
        assertEquals(await plans.put(first.beaconId, { x: 0.1, y: 3, floor: 2 }), true);
        const placed = [
          { beaconId: first.beaconId, x: 0.1, y: 3, floor: 2 },
          { beaconId: third.beaconId, x: 0, y: 12.25, floor: -1 },
        ];
        assertEquals([await plans.ofStore(STORE), await plans.ofStore(OTHER)], [placed, []]);
        assertEquals([await plans.remove(third.beaconId), await plans.remove(third.beaconId)], [true, false]);
        assertEquals(await plans.ofStore(STORE), placed.slice(0, 1));
      }),
    );

    it(
      "put of an unknown beacon stores nothing",
      inIdentity(open, async ({ beacons, plans }) => {
        const unknown = sampleBeacon(1);
        assertEquals(await plans.put(unknown.beaconId, { x: 1, y: 1, floor: 1 }), false);
        await beacons.put(unknown);
        assertEquals(await plans.ofStore(STORE), []);
        assertEquals(await plans.put("nobody" as BeaconId, { x: 1, y: 1, floor: 1 }), false);
      }),
    );

    it(
      "a beacon keeps its position when it is changed, and loses it when it moves to another store",
      inIdentity(open, async ({ beacons, plans }) => {
        const beacon = sampleBeacon(1);
        await beacons.put(beacon);
        await plans.put(beacon.beaconId, { x: 1, y: 2, floor: 1 });
        await beacons.put({ ...beacon, status: "maintenance" });
        assertEquals((await plans.ofStore(STORE)).length, 1);
        await beacons.put({ ...beacon, storeId: OTHER } as unknown as Beacon);
        assertEquals([await plans.ofStore(STORE), await plans.ofStore(OTHER)], [[], []]);
      }),
    );
  });
}
