import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type CustomerIdentity, identify } from "../../../domain/identity/customer_identity.ts";
import { refused } from "../../../domain/shared/result.ts";
import {
  customerId,
  eventOf,
  msAfter,
  sampleBeacon,
  sampleIdentity,
} from "../../../testing/fixtures/identity_samples.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import { type IdentityUnderTest, inIdentity, type OpenIdentity } from "../../../testing/ports/identity.ts";

const EVER = { from: new Date("2000-01-01T00:00:00Z"), to: new Date("2100-01-01T00:00:00Z") };
const MINUTE = 60_000;

async function record({ identifications }: IdentityUnderTest, identity: CustomerIdentity, preferences = {}) {
  const event = eventOf(identity);
  const result = await identifications.record(event, preferences, (near) => identify(identity, near));
  return { event, result, outcome: result.ok ? "identified" : result.refusal.code };
}

export function identificationsContract(engine: string, open: OpenIdentity, { rounds = 10 } = {}): void {
  const withBeacons = (work: (store: IdentityUnderTest) => Promise<void>) =>
    inIdentity(open, async (store) => {
      for (const nth of [1, 2, 3]) await store.beacons.put(sampleBeacon(nth));
      await work(store);
    });

  describe(`Identifications in ${engine}`, () => {
    it(
      "record stores identity, customer and event of a first detection together",
      withBeacons(async (store) => {
        const identity = sampleIdentity("cust123", { confidence: 0.8 });
        const { event, result } = await record(store, identity, { drink: "coffee" });
        assertEquals(result, { ok: true, value: identity });
        assertEquals(await store.history.of(identity.customerId, EVER, 10), [identity]);
        const { createdAt, ...customer } = (await store.customers.find(identity.customerId))!;
        assertEquals(customer, {
          userId: null,
          customerId: identity.customerId,
          lastSeen: identity.detectedAt,
          preferences: { drink: "coffee" },
        });
        assert(createdAt instanceof Date);
        assertEquals(await store.events(), [event.eventId]);
      }),
    );

    it(
      "record keeps every confidence of the stored resolution unchanged",
      withBeacons(async (store) => {
        for (const [nth, confidence] of [0.8, 0.8001, 0.9123, 0.9999, 1].entries()) {
          await record(store, sampleIdentity(`sure${nth}`, { confidence }));
          const [stored] = await store.history.of(customerId(`sure${nth}`), EVER, 1);
          assertEquals(stored?.confidence, confidence);
        }
      }),
    );

    it(
      "record refuses a detection less than a minute away, before and after, and accepts one exactly a minute away",
      withBeacons(async (store) => {
        const cases = [
          [0, "duplicate_within_minute"],
          [1, "duplicate_within_minute"],
          [MINUTE - 1, "duplicate_within_minute"],
          [MINUTE, "identified"],
          [MINUTE + 1, "identified"],
        ] as const;
        for (const [distance, expected] of cases) {
          for (const direction of [1, -1]) {
            const customer = `at ${direction * distance}`;
            await record(store, sampleIdentity(customer));
            const at = msAfter(NOON, direction * distance);
            assertEquals((await record(store, sampleIdentity(customer, { at }))).outcome, expected, customer);
          }
        }
      }),
    );

    it(
      "record passes the customer's existing identifications to decide, and no other customer's",
      withBeacons(async (store) => {
        const standing = sampleIdentity("one");
        await record(store, standing);
        await record(store, sampleIdentity("other", { beacon: sampleBeacon(2) }));
        const { result } = await record(
          store,
          sampleIdentity("one", { at: msAfter(NOON, 10), beacon: sampleBeacon(3) }),
        );
        assert(!result.ok && result.refusal.code === "duplicate_within_minute");
        assertEquals(result.refusal.existing, standing);
      }),
    );

    it(
      "record keeps detections a minute apart when they arrive out of order",
      withBeacons(async (store) => {
        const seconds = [300, 0, 180, 60, 59, 240, 120, 181, 121];
        const outcomes: Record<number, string> = {};
        for (const second of seconds) {
          const at = msAfter(NOON, second * 1_000);
          outcomes[second] = (await record(store, sampleIdentity("walker", { at }))).outcome;
        }
        const yes = "identified";
        const no = "duplicate_within_minute";
        assertEquals(outcomes, {
          0: yes,
          59: no,
          60: yes,
          120: yes,
          121: no,
          180: yes,
          181: no,
          240: yes,
          300: yes,
        } as Record<number, string>);
        const found = await store.history.of(customerId("walker"), EVER, 100);
        assertEquals(found.map(({ detectedAt }) => (detectedAt.getTime() - NOON.getTime()) / 1_000), [
          300,
          240,
          180,
          120,
          60,
          0,
        ]);
        assertEquals((await store.customers.find(customerId("walker")))?.lastSeen, msAfter(NOON, 300_000));
      }),
    );

    it(
      "record sees identifications across the end of a year",
      withBeacons(async (store) => {
        const newYear = new Date("2026-01-01T00:00:00Z");
        const at = (ms: number) => sampleIdentity("night owl", { at: msAfter(newYear, ms) });
        assertEquals((await record(store, at(-1_000))).outcome, "identified");
        assertEquals((await record(store, at(0))).outcome, "duplicate_within_minute");
        assertEquals((await record(store, at(59_000))).outcome, "identified");
        assertEquals((await store.history.of(customerId("night owl"), EVER, 10)).length, 2);
      }),
    );

    it(
      "record stores exactly one of twenty concurrent detections of a new customer",
      withBeacons(async (store) => {
        for (let round = 0; round < rounds; round++) {
          const customer = `newcomer${round}`;
          const before = (await store.events()).length;
          const results = await Promise.all(
            Array.from({ length: 20 }, (_, n) => record(store, sampleIdentity(customer, { at: msAfter(NOON, n) }))),
          );
          const [winner, ...others] = results.filter(({ result }) => result.ok);
          assertEquals([winner?.outcome, others.length], ["identified", 0]);
          assert(results.every(({ result, outcome }) => result.ok || outcome === "duplicate_within_minute"));
          assertEquals((await store.history.of(customerId(customer), EVER, 100)).length, 1);
          assertEquals((await store.events()).slice(before), [winner!.event.eventId]);
        }
      }),
    );

    it(
      "record stores exactly one of twenty concurrent detections of a known customer",
      withBeacons(async (store) => {
        for (let round = 1; round <= rounds; round++) {
          const at = msAfter(NOON, round * 10 * MINUTE);
          const results = await Promise.all(
            Array.from({ length: 20 }, (_, n) => record(store, sampleIdentity("regular", { at: msAfter(at, n) }))),
          );
          assertEquals(results.filter(({ result }) => result.ok).length, 1);
        }
        assertEquals((await store.history.of(customerId("regular"), EVER, 100)).length, rounds);
        assertEquals((await store.events()).length, rounds);
      }),
    );

    it(
      "record stores one detection of each of many concurrent customers",
      withBeacons(async (store) => {
        const customers = Array.from({ length: 20 }, (_, n) => `one of many ${n}`);
        const results = await Promise.all(
          [...customers, ...customers].map((customer) => record(store, sampleIdentity(customer))),
        );
        assertEquals(results.filter(({ result }) => result.ok).length, customers.length);
        assertEquals(new Set(await store.events()).size, customers.length);
      }),
    );

    it(
      "record never moves lastSeen back and merges preferences key by key",
      withBeacons(async (store) => {
        const at = (minutes: number) => sampleIdentity("guest", { at: msAfter(NOON, minutes * MINUTE) });
        await record(store, at(10), { drink: "coffee", seat: "window" });
        await record(store, at(0), { drink: "tea", milk: "no" });
        await record(store, at(5));
        const { lastSeen, preferences } = (await store.customers.find(customerId("guest")))!;
        assertEquals(lastSeen, msAfter(NOON, 10 * MINUTE));
        assertEquals(preferences, { drink: "tea", seat: "window", milk: "no" });
        await record(store, at(20), { seat: "bar" });
        assertEquals((await store.customers.find(customerId("guest")))?.lastSeen, msAfter(NOON, 20 * MINUTE));
      }),
    );

    it(
      "record refuses too many preferences and stores no identification then",
      withBeacons(async (store) => {
        const some = (from: number) =>
          Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`p${from + n}`, "yes"]));
        const later = sampleIdentity("picky", { at: msAfter(NOON, 10 * MINUTE) });
        assertEquals((await record(store, sampleIdentity("picky"), some(0))).outcome, "identified");
        assertEquals((await record(store, later, some(60))).outcome, "too_many_preferences");
        assertEquals((await record(store, later, some(40))).outcome, "identified");
        assertEquals((await store.history.of(customerId("picky"), EVER, 10)).length, 2);
      }),
    );

    it(
      "record changes nothing when it is refused or fails, also for a new customer",
      withBeacons(async (store) => {
        const identity = sampleIdentity("nobody");
        const no = refused({ code: "not_today", message: "Cannot: it is closed" });
        const result = await store.identifications.record(eventOf(identity), { a: "b" }, () => no);
        assertEquals(result, no);
        const fault = new Error("a fault of the caller");
        const failing = store.identifications.record(eventOf(identity), {}, () => {
          throw fault;
        });
        assertEquals(await assertRejects(() => failing), fault);
        assertEquals(await store.customers.find(identity.customerId), null);
        assertEquals([await store.history.of(identity.customerId, EVER, 10), await store.events()], [[], []]);
        assertEquals((await record(store, identity)).outcome, "identified");
      }),
    );

    it(
      "record refuses an erased customer, except for detections after a new admission",
      withBeacons(async (store) => {
        const at = (minutes: number) => sampleIdentity("leaver", { at: msAfter(NOON, minutes * MINUTE) });
        await record(store, at(0));
        await store.erase(customerId("leaver"), msAfter(NOON, MINUTE));
        for (const minutes of [0, 5]) {
          const { result, outcome } = await record(store, at(minutes));
          assertEquals([outcome, !result.ok && result.refusal.message.startsWith("Cannot identify")], [
            "customer_erased",
            true,
          ]);
        }
        assertEquals(await store.customers.find(customerId("leaver")), null);
        assertEquals(
          await store.customers.put(customerId("leaver"), { preferences: {} }, msAfter(NOON, 10 * MINUTE)),
          "created",
        );
        assertEquals((await record(store, at(9))).outcome, "customer_erased");
        assertEquals((await record(store, at(10))).outcome, "identified");
        await store.erase(customerId("leaver"), msAfter(NOON, 20 * MINUTE));
        assertEquals((await record(store, at(30))).outcome, "customer_erased");
      }),
    );
  });

  describe(`IdentityHistory in ${engine}`, () => {
    it(
      "of returns a half-open span, newest first, up to the limit",
      withBeacons(async (store) => {
        const at = (minutes: number) => msAfter(NOON, minutes * MINUTE);
        for (const minutes of [2, 0, 4, 1, 3]) await record(store, sampleIdentity("one", { at: at(minutes) }));
        await record(store, sampleIdentity("other"));
        const minutesOf = async (from: number, to: number, limit = 10) => {
          const found = await store.history.of(customerId("one"), { from: at(from), to: at(to) }, limit);
          return found.map(({ detectedAt }) => (detectedAt.getTime() - NOON.getTime()) / MINUTE);
        };
        assertEquals(await minutesOf(0, 5), [4, 3, 2, 1, 0]);
        assertEquals(await minutesOf(1, 3), [2, 1]);
        assertEquals(await minutesOf(0, 5, 2), [4, 3]);
        assertEquals(await minutesOf(5, 9), []);
        assertEquals(await store.history.of(customerId("nobody"), EVER, 10), []);
      }),
    );
  });
}
