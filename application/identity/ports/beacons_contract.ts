import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { storeIdSchema } from "../../../domain/shared/store_id.ts";
import { storedStoreIdSchema } from "../../../domain/identity/beacon.ts";
import { sampleBeacon, sampleFleetBeacon } from "../../../testing/fixtures/identity_samples.ts";
import type { Advertisement } from "../../../domain/identity/advertisement.ts";
import { advertisementOf, type Beacon } from "../../../domain/identity/beacon.ts";
import type { Beacons, PutBeacon, PutOptions, RegisteredBeacon } from "./beacons.ts";

/** Calls `work` with an empty registry. */
type WithBeacons = (work: (beacons: Beacons) => Promise<void>) => Promise<void>;

const withoutVersion = ({ version: _, ...beacon }: RegisteredBeacon) => beacon;

async function mustPut(beacons: Beacons, beacon: Beacon, options?: PutOptions): Promise<PutBeacon> {
  const put = await beacons.put(beacon, options);
  assert(put.ok, put.ok ? "" : put.refusal.message);
  return put.value;
}

const sent = (beacon: Beacon): Advertisement => advertisementOf(beacon)!;

export function beaconsContract(engine: string, withBeacons: WithBeacons): void {
  describe(`Beacons in ${engine}`, () => {
    it("find returns stored beacons and nothing for other ids", () =>
      withBeacons(async (beacons) => {
        const first = sampleBeacon(1);
        const second = sampleBeacon(2, { status: "maintenance", major: 0, minor: 65_535 });
        assertEquals(await beacons.find([first.beaconId]), []);
        assertEquals((await mustPut(beacons, first)).outcome, "created");
        assertEquals((await mustPut(beacons, second)).outcome, "created");
        const asked = [second.beaconId, sampleBeacon(3).beaconId, first.beaconId];
        for (let again = 0; again < 3; again++) {
          const found = await beacons.find(asked);
          const sorted = found.map(withoutVersion).sort((a, b) => a.beaconId < b.beaconId ? -1 : 1);
          assertEquals(sorted, [first, second]);
        }
        assertEquals(await beacons.find([]), []);
      }));

    it("put replaces, increments the version and reports no change", () =>
      withBeacons(async (beacons) => {
        const beacon = sampleBeacon(1);
        const first = await mustPut(beacons, beacon);
        const again = await mustPut(beacons, beacon);
        assertEquals([again.outcome, again.version], ["unchanged", first.version]);
        const moved = {
          ...beacon,
          location: { name: "카운터", type: "counter" as const },
          status: "inactive" as const,
        };
        const second = await mustPut(beacons, moved);
        assertEquals(second.outcome, "changed");
        assert(second.version > first.version);
        assertEquals(await beacons.find([beacon.beaconId]), [{ ...moved, version: second.version }]);
        const back = await mustPut(beacons, beacon);
        assert(back.version > second.version);
        assertEquals((await beacons.find([beacon.beaconId])).map(withoutVersion), [beacon]);
      }));

    it("find and ofStore read a beacon whose store has a name that is no longer accepted", () =>
      withBeacons(async (beacons) => {
        const stored = storedStoreIdSchema.parse("매장 2\u0085");
        const named = "입구\u0085";
        const beacon = sampleBeacon(1, { storeId: stored, location: { name: named, type: "entrance" } });
        await mustPut(beacons, beacon);
        assertEquals((await beacons.find([beacon.beaconId])).map(withoutVersion), [beacon]);
        assertEquals((await beacons.ofStore(stored)).map(withoutVersion), [beacon]);
      }));

    it("find sees a completed put despite concurrent readers", () =>
      withBeacons(async (beacons) => {
        const named = (name: string) => sampleBeacon(1, { location: { name, type: "table" } });
        const { beaconId } = sampleBeacon(1);
        let over = false;
        const reading = Array.from({ length: 4 }, async () => {
          while (!over) {
            await beacons.find([beaconId, sampleBeacon(2).beaconId]);
            await beacons.match([sent(sampleBeacon(1)), sent(sampleBeacon(2))]);
            // Yields also when there is nothing to wait for.
            await new Promise((resolve) => setTimeout(resolve));
          }
        });
        for (let n = 0; n < 60; n++) {
          const { version } = await mustPut(beacons, named(`Table ${n}`));
          assertEquals(await beacons.find([beaconId]), [{ ...named(`Table ${n}`), version }]);
          assertEquals(await beacons.match([sent(sampleBeacon(1))]), [{ ...named(`Table ${n}`), version }]);
        }
        over = true;
        await Promise.all(reading);
      }));

    it("put by twenty concurrent writers leaves the state with the largest version", () =>
      withBeacons(async (beacons) => {
        const puts = await Promise.all(Array.from({ length: 20 }, async (_, minor) => {
          const { version, outcome } = await mustPut(beacons, sampleBeacon(1, { minor }), { replace: true });
          return { minor, version, outcome };
        }));
        assertEquals(puts.filter(({ outcome }) => outcome === "created").length, 1);
        assertEquals(new Set(puts.map(({ version }) => version)).size, 20);
        const last = puts.toSorted((a, b) => b.version - a.version)[0]!;
        for (let again = 0; again < 3; again++) {
          const [found] = await beacons.find([sampleBeacon(1).beaconId]);
          assertEquals([found?.minor, found?.version], [last.minor, last.version]);
          const everyMinor = puts.map(({ minor }) => sent(sampleBeacon(1, { minor })));
          assertEquals((await beacons.match(everyMinor)).map(({ minor }) => minor), [last.minor]);
        }
      }));

    it("match tells beacons of one UUID apart by major and minor", () =>
      withBeacons(async (beacons) => {
        const fleet = [1, 2, 3].map((minor) => sampleFleetBeacon(minor));
        for (const beacon of fleet) assertEquals((await mustPut(beacons, beacon)).outcome, "created");
        const other = sent({ ...fleet[0]!, major: 9 });
        for (let again = 0; again < 3; again++) {
          for (const beacon of fleet) {
            assertEquals((await beacons.match([other, sent(beacon)])).map(withoutVersion), [beacon]);
          }
        }
        assertEquals((await beacons.match(fleet.map(sent))).length, 3);
        assertEquals(await beacons.match([]), []);
      }));

    it("put refuses what would change what a known beacon sends, or take it from another one", () =>
      withBeacons(async (beacons) => {
        const [first, second] = [sampleFleetBeacon(1), sampleFleetBeacon(2)];
        for (const beacon of [first, second]) await mustPut(beacons, beacon);
        for (
          const [beacon, conflict] of [
            [{ ...first, minor: 7 }, first],
            [{ ...first, minor: second.minor }, first],
            [{ ...sampleFleetBeacon(3), minor: second.minor }, second],
          ] as const
        ) {
          const put = await beacons.put(beacon);
          assert(!put.ok && put.refusal.code === "beacon_conflict");
          assertEquals(put.refusal.beaconId, conflict.beaconId);
        }
        assertEquals((await beacons.find([first.beaconId, second.beaconId])).map(withoutVersion), [first, second]);
      }));

    it("put that replaces takes what another beacon sends, which stays without it, and gives up its own", () =>
      withBeacons(async (beacons) => {
        const [first, second] = [sampleFleetBeacon(1), sampleFleetBeacon(2)];
        for (const beacon of [first, second]) await mustPut(beacons, beacon);
        await beacons.match([sent(first), sent(second)]);
        const winner = { ...first, minor: second.minor };
        const put = await mustPut(beacons, winner, { replace: true });
        assertEquals([put.outcome, put.released], ["changed", sent(first)]);
        for (let again = 0; again < 3; again++) {
          assertEquals((await beacons.match([sent(first), sent(second)])).map(withoutVersion), [winner]);
          const [loser] = await beacons.find([second.beaconId]);
          assertEquals(withoutVersion(loser!), { ...second, uuid: null, status: "inactive" });
        }
        await mustPut(beacons, { ...second, minor: first.minor });
        assertEquals((await beacons.match([sent(first)])).map(({ beaconId }) => beaconId), [second.beaconId]);
      }));

    it("ofStore returns a store's beacons by major and minor", () =>
      withBeacons(async (beacons) => {
        const other = storedStoreIdSchema.parse("매장 2");
        const put = [
          sampleBeacon(3, { major: 1, minor: 2 }),
          sampleBeacon(1, { major: 2, minor: 1 }),
          sampleBeacon(2, { major: 1, minor: 1 }),
          sampleBeacon(4, { storeId: other }),
        ];
        for (const beacon of put) await mustPut(beacons, beacon);
        const minors = (await beacons.ofStore(put[0]!.storeId)).map(({ major, minor }) => [major, minor]);
        assertEquals(minors, [[1, 1], [1, 2], [2, 1]]);
        assertEquals((await beacons.ofStore(other)).map(withoutVersion), [put[3]]);
        assertEquals(await beacons.ofStore(storeIdSchema.parse("nowhere")), []);
      }));
  });
}
