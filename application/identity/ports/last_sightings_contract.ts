import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { customerId, msAfter, sampleBeacon, sampleIdentity } from "../../../testing/fixtures/identity_samples.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import type { LastSightings } from "./identifications.ts";

/** Calls `work` with an empty cache. */
type WithLastSightings = (work: (sightings: LastSightings) => Promise<void>) => Promise<void>;

export function lastSightingsContract(engine: string, withSightings: WithLastSightings): void {
  const at = (ms: number) => sampleIdentity("cust123", { at: msAfter(NOON, ms), beacon: sampleBeacon(1 + ms % 9) });
  const id = customerId("cust123");

  describe(`LastSightings in ${engine}`, () => {
    it("of returns each customer's last sighting", () =>
      withSightings(async (sightings) => {
        assertEquals(await sightings.of(id), null);
        const other = sampleIdentity("고객: {2}", { confidence: 0.8123 });
        await sightings.show(at(0));
        await sightings.show(other);
        await sightings.show(at(60_000));
        assertEquals(await sightings.of(id), at(60_000));
        assertEquals(await sightings.of(other.customerId), other);
      }));

    it("show never replaces a later sighting by an earlier one", () =>
      withSightings(async (sightings) => {
        for (const ms of [5, 60_005, 4, 60_004]) await sightings.show(at(ms));
        assertEquals(await sightings.of(id), at(60_005));
        await sightings.show({ ...at(60_005), confidence: 0.81 });
        assertEquals(await sightings.of(id), at(60_005));
      }));

    it("show by twenty concurrent writers leaves the latest", () =>
      withSightings(async (sightings) => {
        for (let round = 0; round < 5; round++) {
          const times = Array.from({ length: 20 }, (_, n) => round * 1_000 + (n * 7) % 20);
          await Promise.all(times.map((ms) => sightings.show(at(ms))));
          assertEquals(await sightings.of(id), at(round * 1_000 + 19));
        }
      }));

    it("forget returns whether there was an entry and blocks late sightings", () =>
      withSightings(async (sightings) => {
        assertEquals(await sightings.forget(id), false);
        const other = sampleIdentity("another");
        await sightings.show(other);
        assertEquals(await sightings.forget(other.customerId), true);
        assertEquals(await sightings.of(other.customerId), null);
        assertEquals(await sightings.forget(other.customerId), false);
        for (const identity of [other, at(0), at(1)]) await sightings.show(identity);
        assertEquals([await sightings.of(other.customerId), await sightings.of(id)], [null, null]);
      }));
  });
}
