import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { accepted } from "../../../domain/shared/result.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import { sampleBeacon, sampleIdentity } from "../../../testing/fixtures/identity_samples.ts";
import { type IdentityUnderTest, inIdentity, type OpenIdentity } from "../../../testing/ports/identity.ts";
import type { ToldPlace } from "./confidence.ts";

const MINUTE = 60_000;
const after = (minutes: number) => new Date(NOON.getTime() + minutes * MINUTE);

/** An identification is stored; what is told of it says that it was right. */
async function identified(
  { identifications, beacons }: IdentityUnderTest,
  nth: number,
  customer = `told-${nth}`,
): Promise<ToldPlace> {
  await beacons.put(sampleBeacon(1));
  const identity = sampleIdentity(customer, { at: after(nth) });
  const eventId = `0198c6a2-6f0e-7c3a-9d0b-${String(nth).padStart(12, "0")}`;
  await identifications.record({ type: "customer.identified", eventId, identity }, {}, () => accepted(identity));
  const { customerId, detectedAt, storeId, beaconId } = identity;
  return {
    customerId,
    detectedAt,
    storeId: storeId as StoreId,
    beaconId,
    place: beaconId,
    share: 0.9,
    base: 0,
    toldAt: after(60 + nth),
  };
}

export function confidenceFeedbackContract(engine: string, open: OpenIdentity): void {
  const elsewhere = sampleBeacon(2).beaconId;

  describe(`ConfidenceFeedback in ${engine}`, () => {
    it(
      "record stores a place once, and replaces it by another that is told later",
      inIdentity(open, async (store) => {
        const told = await identified(store, 1);
        assertEquals(await store.feedback.record(told), "created");
        assertEquals(await store.feedback.record({ ...told, share: 0.7, toldAt: after(90) }), "unchanged");
        assertEquals(await store.feedback.answers(told.storeId, 0, NOON, 9), [{ share: 0.9, right: true }]);
        assertEquals(await store.feedback.record({ ...told, place: elsewhere, share: 0.7, base: 3 }), "changed");
        assertEquals(await store.feedback.answers(told.storeId, 0, NOON, 9), [{ share: 0.9, right: false }]);
      }),
    );

    it(
      "record of twenty at once stores one",
      inIdentity(open, async (store) => {
        const told = await identified(store, 1);
        const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.feedback.record(told)));
        assertEquals((await store.feedback.answers(told.storeId, 0, NOON, 99)).length, 1);
        assertEquals(outcomes.filter((outcome) => outcome === "created").length, 1);
      }),
    );

    it(
      "answers are the latest of a store and a base, the oldest first",
      inIdentity(open, async (store) => {
        const { feedback } = store;
        for (const nth of [3, 1, 2]) await feedback.record({ ...await identified(store, nth), share: nth / 10 });
        const other = { ...await identified(store, 4), base: 7, share: 0.4 };
        await feedback.record(other);
        const shares = async (...query: Parameters<typeof feedback.answers>) =>
          (await feedback.answers(...query)).map(({ share }) => share);
        const { storeId } = other;
        assertEquals(await shares(storeId, 0, NOON, 9), [0.1, 0.2, 0.3]);
        assertEquals(await shares(storeId, 0, NOON, 2), [0.2, 0.3]);
        assertEquals(await shares(storeId, 0, after(62), 9), [0.2, 0.3]);
        assertEquals(await shares(storeId, 7, NOON, 9), [0.4]);
        assertEquals(await shares("another" as StoreId, 0, NOON, 9), []);
        assertEquals([await feedback.stores(NOON), await feedback.stores(after(65))], [[storeId], []]);
        assertEquals([await feedback.remove(after(63), 1), await feedback.remove(after(63), 9)], [1, 1]);
        assertEquals(await shares(storeId, 0, NOON, 9), [0.3]);
      }),
    );

    it(
      "record refuses what is not stored, and an erasure takes along what was told",
      inIdentity(open, async (store) => {
        const told = await identified(store, 1);
        assertEquals(await store.feedback.record({ ...told, detectedAt: after(2) }), null);
        await store.feedback.record(told);
        await store.erase(told.customerId, after(70));
        assertEquals(await store.feedback.answers(told.storeId, 0, NOON, 9), []);
        assertEquals(await store.feedback.record(told), null);
      }),
    );
  });
}
