import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { accepted } from "../../../domain/shared/result.ts";
import {
  customerId,
  eventOf,
  msAfter,
  sampleBeacon,
  sampleIdentity,
} from "../../../testing/fixtures/identity_samples.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import { inIdentity, type OpenIdentity } from "../../../testing/ports/identity_under_test.ts";

/** Customers, one at a time. */
export function customersContract(engine: string, open: OpenIdentity): void {
  const id = customerId("고객 1");

  describe(`Customers in ${engine}`, () => {
    it(
      "find gives what put registered",
      inIdentity(open, async ({ customers }) => {
        assertEquals(await customers.find(id), null);
        assertEquals(await customers.put(id, { drink: "coffee" }, NOON), "created");
        const { createdAt, ...customer } = (await customers.find(id))!;
        assertEquals(customer, { customerId: id, lastSeen: NOON, preferences: { drink: "coffee" } });
        assert(createdAt instanceof Date);
      }),
    );

    it(
      "put of a known customer replaces the preferences and leaves when the customer was seen",
      inIdentity(open, async ({ customers, beacons, identifications }) => {
        await beacons.put(sampleBeacon(1));
        const identity = sampleIdentity(id, { at: NOON });
        await identifications.record(eventOf(identity), { a: "1", b: "2" }, () => accepted(identity));
        const before = (await customers.find(id))!;
        assertEquals(await customers.put(id, { c: "3" }, msAfter(NOON, 60_000)), "changed");
        assertEquals(await customers.find(id), { ...before, preferences: { c: "3" } });
        assertEquals(await customers.put(id, {}, msAfter(NOON, 60_000)), "changed");
        assertEquals((await customers.find(id))?.preferences, {});
      }),
    );

    it(
      "put of one customer by twenty at the same time creates one",
      inIdentity(open, async ({ customers }) => {
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, (_, n) => customers.put(id, { nth: String(n) }, NOON)),
        );
        assertEquals(outcomes.filter((outcome) => outcome === "created").length, 1);
      }),
    );
  });
}
