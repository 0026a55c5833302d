import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { storeIdSchema } from "../../../domain/shared/store_id.ts";
import { storedStoreIdSchema } from "../../../domain/identity/beacon.ts";
import { sampleBeacon } from "../../../testing/fixtures/identity_samples.ts";
import type { Beacons, RegisteredBeacon } from "./beacons.ts";

/** Gives `work` an empty registry. */
type WithBeacons = (work: (beacons: Beacons) => Promise<void>) => Promise<void>;

const withoutVersion = ({ version: _, ...beacon }: RegisteredBeacon) => beacon;

/** What every registry of beacons does, with a cache in front of it or without. */
export function beaconsContract(engine: string, withBeacons: WithBeacons): void {
  describe(`Beacons in ${engine}`, () => {
    it("find gives what put stored, and nothing for the ids of others", () =>
      withBeacons(async (beacons) => {
        const first = sampleBeacon(1);
        const second = sampleBeacon(2, { status: "maintenance", major: 0, minor: 65_535 });
        assertEquals(await beacons.find([first.beaconId]), []);
        assertEquals((await beacons.put(first)).outcome, "created");
        assertEquals((await beacons.put(second)).outcome, "created");
        const asked = [second.beaconId, sampleBeacon(3).beaconId, first.beaconId];
        for (let again = 0; again < 3; again++) {
          const found = await beacons.find(asked);
          const sorted = found.map(withoutVersion).sort((a, b) => a.beaconId < b.beaconId ? -1 : 1);
          assertEquals(sorted, [first, second]);
        }
        assertEquals(await beacons.find([]), []);
      }));

    it("put replaces, counts the changes and says when there was none", () =>
      withBeacons(async (beacons) => {
        const beacon = sampleBeacon(1);
        const first = await beacons.put(beacon);
        assertEquals(await beacons.put(beacon), { outcome: "unchanged", version: first.version });
        const moved = {
          ...beacon,
          location: { name: "카운터", type: "counter" as const },
          status: "inactive" as const,
        };
        const second = await beacons.put(moved);
        assertEquals(second.outcome, "changed");
        assert(second.version > first.version);
        assertEquals(await beacons.find([beacon.beaconId]), [{ ...moved, version: second.version }]);
        const back = await beacons.put(beacon);
        assert(back.version > second.version);
        assertEquals((await beacons.find([beacon.beaconId])).map(withoutVersion), [beacon]);
      }));

    it("find and ofStore read a beacon whose store has a name that is taken no longer", () =>
      withBeacons(async (beacons) => {
        const stored = storedStoreIdSchema.parse("매장 2\u0085");
        const named = "입구\u0085";
        const beacon = sampleBeacon(1, { storeId: stored, location: { name: named, type: "entrance" } });
        await beacons.put(beacon);
        assertEquals((await beacons.find([beacon.beaconId])).map(withoutVersion), [beacon]);
        assertEquals((await beacons.ofStore(stored)).map(withoutVersion), [beacon]);
      }));

    it("find that begins after put has ended sees it, whoever reads meanwhile", () =>
      withBeacons(async (beacons) => {
        const { beaconId } = sampleBeacon(1);
        let over = false;
        const reading = Array.from({ length: 4 }, async () => {
          while (!over) {
            await beacons.find([beaconId, sampleBeacon(2).beaconId]);
            // Others get their turn also where nothing has to be waited for.
            await new Promise((resolve) => setTimeout(resolve));
          }
        });
        for (let minor = 0; minor < 60; minor++) {
          const { version } = await beacons.put(sampleBeacon(1, { minor }));
          assertEquals(await beacons.find([beaconId]), [{ ...sampleBeacon(1, { minor }), version }]);
        }
        over = true;
        await Promise.all(reading);
      }));

    it("put of one beacon by twenty at the same time leaves the state with the largest version", () =>
      withBeacons(async (beacons) => {
        const puts = await Promise.all(Array.from({ length: 20 }, async (_, minor) => {
          const { version, outcome } = await beacons.put(sampleBeacon(1, { minor }));
          return { minor, version, outcome };
        }));
        assertEquals(puts.filter(({ outcome }) => outcome === "created").length, 1);
        assertEquals(new Set(puts.map(({ version }) => version)).size, 20);
        const last = puts.toSorted((a, b) => b.version - a.version)[0]!;
        for (let again = 0; again < 3; again++) {
          const [found] = await beacons.find([sampleBeacon(1).beaconId]);
          assertEquals([found?.minor, found?.version], [last.minor, last.version]);
        }
      }));

    it("ofStore gives a store's beacons by major and minor", () =>
      withBeacons(async (beacons) => {
        const other = storedStoreIdSchema.parse("매장 2");
        const put = [
          sampleBeacon(3, { major: 1, minor: 2 }),
          sampleBeacon(1, { major: 2, minor: 1 }),
          sampleBeacon(2, { major: 1, minor: 1 }),
          sampleBeacon(4, { storeId: other }),
        ];
        for (const beacon of put) await beacons.put(beacon);
        const minors = (await beacons.ofStore(put[0]!.storeId)).map(({ major, minor }) => [major, minor]);
        assertEquals(minors, [[1, 1], [1, 2], [2, 1]]);
        assertEquals((await beacons.ofStore(other)).map(withoutVersion), [put[3]]);
        assertEquals(await beacons.ofStore(storeIdSchema.parse("nowhere")), []);
      }));
  });
}
