import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { CUSTOMER_SORTS, CustomerFilters } from "./customers.ts";
import { accepted } from "../../../domain/shared/result.ts";
import {
  customerId,
  eventOf,
  msAfter,
  sampleBeacon,
  sampleIdentity,
} from "../../../testing/fixtures/identity_samples.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import { readPages } from "../../../testing/fixtures/read_pages.ts";
import { inIdentity, type OpenIdentity } from "../../../testing/ports/identity.ts";

export function customersContract(engine: string, open: OpenIdentity): void {
  const id = customerId("고객 1");

  describe(`Customers in ${engine}`, () => {
    it(
      "find returns a registered customer",
      inIdentity(open, async ({ customers }) => {
        assertEquals(await customers.find(id), null);
        assertEquals(await customers.put(id, { preferences: { drink: "coffee" } }, NOON), "created");
        const { createdAt, ...customer } = (await customers.find(id))!;
        assertEquals(customer, { customerId: id, userId: null, lastSeen: NOON, preferences: { drink: "coffee" } });
        assert(createdAt instanceof Date);
      }),
    );

    it(
      "put of a known customer replaces the preferences and keeps lastSeen",
      inIdentity(open, async ({ customers, beacons, identifications }) => {
        await beacons.put(sampleBeacon(1));
        const identity = sampleIdentity(id, { at: NOON });
        await identifications.record(eventOf(identity), { a: "1", b: "2" }, () => accepted(identity));
        const before = (await customers.find(id))!;
        assertEquals(await customers.put(id, { preferences: { c: "3" } }, msAfter(NOON, 60_000)), "changed");
        assertEquals(await customers.find(id), { ...before, preferences: { c: "3" } });
        assertEquals(await customers.put(id, { preferences: {} }, msAfter(NOON, 60_000)), "changed");
        assertEquals((await customers.find(id))?.preferences, {});
      }),
    );

    it(
      "put links a customer to a member, keeps the link that is not given, and ends it; list finds the member's",
      inIdentity(open, async ({ customers }) => {
        const linkOf = async () => (await customers.find(id))?.userId;
        const put = (userId?: string | null) => customers.put(id, { preferences: {}, userId }, NOON);
        const ofMember = async (user: string) => {
          const page = { limit: 9, after: null, sort: "customerId", descending: false } as const;
          return (await customers.list({ user }, page)).items.map(({ customerId }) => customerId);
        };
        await put("U-1");
        await put();
        assertEquals([await linkOf(), await ofMember("U-1"), await ofMember("U-2")], ["U-1", [id], []]);
        await put("U-2");
        await customers.unlink(id, "U-1");
        assertEquals(await linkOf(), "U-2", "linked to another member since");
        await customers.unlink(id, "U-2");
        assertEquals(await linkOf(), null);
        await put("U-1");
        await put(null);
        assertEquals([await linkOf(), await ofMember("U-1")], [null, []]);
      }),
    );

    it(
      "list gives every customer once, by when they were seen or by id, and finds those of a store",
      inIdentity(open, async ({ customers, beacons, identifications }) => {
        const ids = ["a-1", "a-2", "b-1", "b-2", "c"].map(customerId);
        for (const [nth, one] of ids.entries()) {
          await customers.put(one, { preferences: {} }, msAfter(NOON, Math.floor(nth / 2) * 60_000));
        }
        await beacons.put(sampleBeacon(1));
        const identity = sampleIdentity(ids[4]!, { at: msAfter(NOON, 600_000) });
        await identifications.record(eventOf(identity), {}, () => accepted(identity));
        const read = async (filters: CustomerFilters, sort: keyof typeof CUSTOMER_SORTS, limit: number) => {
          const page = { sort, descending: sort === "lastSeen", limit };
          const all = await readPages((request) => customers.list(filters, request), page);
          return all.map(({ customerId }) => customerId as string);
        };
        for (const limit of [1, 2, 5]) {
          assertEquals(await read({}, "customerId", limit), ids);
          assertEquals(await read({}, "lastSeen", limit), ids.toReversed());
        }
        assertEquals(await read({ q: "a-" }, "customerId", 9), ids.slice(0, 2));
        assertEquals(await read({ store: identity.storeId }, "lastSeen", 9), [ids[4]!]);
        assertEquals(await read({ store: "none" }, "lastSeen", 9), []);
        assertEquals(await read({ from: msAfter(NOON, 1), to: msAfter(NOON, 60_001) }, "lastSeen", 9), ["b-2", "b-1"]);
      }),
    );

    it(
      "put by twenty concurrent writers creates one customer",
      inIdentity(open, async ({ customers }) => {
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, (_, n) => customers.put(id, { preferences: { nth: String(n) } }, NOON)),
        );
        assertEquals(outcomes.filter((outcome) => outcome === "created").length, 1);
      }),
    );
  });
}
