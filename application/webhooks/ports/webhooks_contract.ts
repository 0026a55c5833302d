import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { MINUTE_MS } from "../../../domain/shared/durations.ts";
import { settle, type Settled } from "../../../domain/webhooks/delivery.ts";
import { TEST_TYPE, type WebhookEvent } from "../../../domain/webhooks/event.ts";
import {
  changeSubscription,
  openSubscription,
  type SubscriptionId,
  type WebhookSubscription,
} from "../../../domain/webhooks/subscription.ts";
import { readPages } from "../../../testing/fixtures/read_pages.ts";
import type { WebhookDeliveries, WebhookEvents, WebhookQueue, WebhookSubscriptions } from "./webhooks.ts";

export interface WebhooksUnderTest {
  readonly subscriptions: WebhookSubscriptions;
  readonly deliveries: WebhookDeliveries;
  readonly events: WebhookEvents;
  readonly queue: WebhookQueue;
}

const NOON = new Date("2026-03-02T12:00:00.123Z");
const after = (ms: number) => new Date(NOON.getTime() + ms);
const uuid = (nth: number) => `00000000-0000-4000-8000-${String(nth).padStart(12, "0")}`;

export function sampleSubscription(nth: number, more: Partial<WebhookSubscription> = {}): WebhookSubscription {
  const draft = { url: `https://hooks.example.com/${nth}`, eventTypes: ["listing.published"] };
  const opened = openSubscription(draft, { id: uuid(nth), now: after(nth) });
  if (!opened.ok) throw new Error(opened.refusal.message);
  return { ...opened.value, ...more };
}

function listed(nth: number): WebhookEvent {
  return { id: uuid(1_000 + nth), type: "listing.published", at: after(nth), data: { listingId: `L-${nth}` } };
}

const DELIVERED: Settled = { state: "DELIVERED", nextAttemptAt: null, status: 204, error: null, disable: null };
const IN_ORDER = { sort: "id", limit: 100, after: null, descending: false } as const;

export function webhooksContract(
  engine: string,
  withWebhooks: (work: (webhooks: WebhooksUnderTest) => Promise<void>) => Promise<void>,
): void {
  const claim = (queue: WebhookQueue, now: Date, more: Partial<Parameters<WebhookQueue["claim"]>[0]> = {}) =>
    queue.claim({
      now,
      until: new Date(now.getTime() + MINUTE_MS),
      limit: 100,
      perSubscription: 100,
      except: [],
      ...more,
    });

  describe(`Webhooks in ${engine}`, () => {
    it("a subscription is found, changed, listed by its filters and removed with its deliveries", () =>
      withWebhooks(async ({ subscriptions, deliveries, events }) => {
        const all = [1, 2, 3, 4].map((nth) =>
          sampleSubscription(nth, nth === 4 ? { eventTypes: ["order.stored"] } : {})
        );
        for (const each of all) assertEquals(await subscriptions.add(each, 4), "added");
        assertEquals(await subscriptions.add(sampleSubscription(5), 4), "too_many");
        const [first, second] = all as [WebhookSubscription, WebhookSubscription];
        assertEquals(await subscriptions.find(first.id), first);
        const off = await subscriptions.change(
          second.id,
          (known) => changeSubscription(known, { status: "DISABLED" }, after(9)),
        );
        assertEquals(off?.disabledReason, "requested");
        assertEquals(await subscriptions.find(second.id), off);
        assertEquals(await subscriptions.change(uuid(9) as SubscriptionId, (known) => known), null);
        const list = async (filters: Parameters<WebhookSubscriptions["list"]>[0]) =>
          (await readPages((page) => subscriptions.list(filters, page), {
            sort: "createdAt",
            descending: true,
            limit: 2,
          }))
            .map(({ id }) => Number(id.slice(-3)));
        assertEquals(await list({}), [4, 3, 2, 1]);
        assertEquals(await list({ status: "ACTIVE" }), [4, 3, 1]);
        assertEquals(await list({ eventType: "order.stored" }), [4]);
        await events.record([listed(1)]);
        assertEquals(await subscriptions.remove(first.id), true);
        assertEquals(await subscriptions.remove(first.id), false);
        assertEquals((await deliveries.list(first.id, {}, IN_ORDER)).items, []);
      }));

    it("an event is recorded once for each active subscription to its type", () =>
      withWebhooks(async ({ subscriptions, deliveries, events }) => {
        const [wanted, other, off] = [
          sampleSubscription(1),
          sampleSubscription(2, { eventTypes: ["order.stored", "dead_letter.added"] }),
          sampleSubscription(3, { status: "DISABLED", disabledReason: "requested" }),
        ];
        for (const each of [wanted, other, off]) await subscriptions.add(each, 9);
        await events.record([listed(1), listed(2)]);
        await events.record([listed(2), listed(3)]);
        await events.record([]);
        const { items } = await deliveries.list(wanted.id, {}, IN_ORDER);
        assertEquals(items.map(({ event }) => event), [listed(1), listed(2), listed(3)]);
        const { id: _, ...first } = items[0]!;
        assertEquals(first, {
          subscriptionId: wanted.id,
          event: listed(1),
          state: "PENDING",
          attempts: 0,
          nextAttemptAt: after(1),
          lastAttemptAt: null,
          lastStatus: null,
          lastError: null,
        });
        for (const { id } of [other, off]) assertEquals((await deliveries.list(id, {}, IN_ORDER)).items, []);
      }));

    it("deliveries are listed by page, state and type, and found under their subscription alone", () =>
      withWebhooks(async ({ subscriptions, deliveries, events, queue }) => {
        const [one, other] = [sampleSubscription(1), sampleSubscription(2)];
        for (const each of [one, other]) await subscriptions.add(each, 9);
        await events.record([1, 2, 3, 4, 5].map(listed));
        const [claimed] = await claim(queue, after(10), { limit: 1 });
        await queue.settle(claimed!, DELIVERED, after(11));
        const ping: WebhookEvent = { id: uuid(7), type: TEST_TYPE, at: after(20), data: {} };
        assertEquals((await deliveries.add(one.id, ping))?.event, ping);
        assertEquals(await deliveries.add(uuid(9) as SubscriptionId, ping), null);
        const read = (filters: Parameters<WebhookDeliveries["list"]>[1], descending = false) =>
          readPages((page) => deliveries.list(one.id, filters, page), { sort: "id", limit: 2, descending });
        const types = (await read({}, true)).map(({ event }) => event.type);
        assertEquals(types, [TEST_TYPE, ...Array(5).fill("listing.published")]);
        const mine = claimed!.subscription.id === one.id ? 1 : 0;
        assertEquals((await read({ state: "DELIVERED" })).length, mine);
        assertEquals((await read({ state: "PENDING", eventType: "listing.published" })).length, 5 - mine);
        const [first] = await read({});
        assertEquals(await deliveries.find(one.id, first!.id), first!);
        for (const id of ["0", "nonsense", "9".repeat(30), "1e3"]) {
          assertEquals(await deliveries.find(one.id, id), null);
        }
        assertEquals(await deliveries.find(other.id, first!.id), null);
        assertEquals(await deliveries.retry(other.id, first!.id, NOON), null);
      }));

    it("what is due is claimed by one of twenty, a bounded number of each subscription, of active ones alone", () =>
      withWebhooks(async ({ subscriptions, events, queue }) => {
        const all = [1, 2, 3].map((nth) => sampleSubscription(nth));
        for (const each of all) await subscriptions.add(each, 9);
        await events.record(Array.from({ length: 10 }, (_, nth) => listed(nth)));
        await subscriptions.change(
          all[2]!.id,
          (known) => changeSubscription(known, { status: "DISABLED" }, after(1)),
        );
        assertEquals((await claim(queue, after(4))).length, 10, "each of two has five by then");
        const claims = (await Promise.all(
          Array.from({ length: 20 }, () => claim(queue, after(100), { limit: 3, perSubscription: 2 })),
        )).flat();
        assertEquals(new Set(claims.map(({ delivery }) => delivery.id)).size, claims.length);
        assert(
          claims.every(({ delivery, subscription }) =>
            delivery.attempts === 1 && subscription.id !== all[2]!.id && subscription.status === "ACTIVE"
          ),
        );
        const rest = await claim(queue, after(100), { except: [all[0]!.id] });
        assert(rest.every(({ subscription }) => subscription.id === all[1]!.id));
        await claim(queue, after(100));
        assertEquals(await claim(queue, after(100)), []);
        const again = await claim(queue, after(100 + MINUTE_MS));
        assertEquals(again.length, 20, "whoever claimed them has died");
        assert(again.every(({ delivery }) => delivery.attempts === 2));
      }));

    it("a settled delivery is done, a failed one is due later, and a stale claim settles nothing", () =>
      withWebhooks(async ({ subscriptions, deliveries, events, queue }) => {
        const one = sampleSubscription(1);
        await subscriptions.add(one, 9);
        await events.record([listed(1)]);
        const [claimed] = await claim(queue, after(1));
        const failed = settle({ status: 500, error: null, retryAfterMs: null }, {
          attempts: 1,
          failingSince: null,
          now: after(2),
          random: 0,
        });
        await queue.settle(claimed!, failed, after(2));
        const [held] = (await deliveries.list(one.id, {}, IN_ORDER)).items;
        assertEquals([held!.state, held!.lastStatus, held!.lastError], ["PENDING", 500, "HTTP 500"]);
        assertEquals(held!.nextAttemptAt, after(5_002));
        assertEquals((await subscriptions.find(one.id))?.failingSince, after(2));
        await queue.settle(claimed!, DELIVERED, after(3));
        assertEquals((await deliveries.find(one.id, held!.id))?.state, "PENDING", "it was settled before");
        const [second] = await claim(queue, after(5_002));
        await deliveries.retry(one.id, held!.id, after(5_003));
        await queue.settle(second!, failed, after(5_004));
        assertEquals((await deliveries.find(one.id, held!.id))?.nextAttemptAt, after(5_003), "retried meanwhile");
        const [third] = await claim(queue, after(5_003));
        await queue.settle(third!, DELIVERED, after(5_005));
        const done = await deliveries.find(one.id, held!.id);
        assertEquals([done!.state, done!.attempts, done!.nextAttemptAt, done!.lastError], ["DELIVERED", 3, null, null]);
        assertEquals((await subscriptions.find(one.id))?.failingSince, null);
        assertEquals((await deliveries.retry(one.id, held!.id, after(6_000)))?.state, "PENDING");
      }));

    it("a subscription is disabled with its reason, keeps what is pending, and goes on from there", () =>
      withWebhooks(async ({ subscriptions, events, queue }) => {
        const one = sampleSubscription(1);
        await subscriptions.add(one, 9);
        await events.record([listed(1), listed(2)]);
        const [first] = await claim(queue, after(2), { limit: 1 });
        const gone: Settled = { ...DELIVERED, state: "FAILED", status: 410, error: "HTTP 410", disable: "gone" };
        await queue.settle(first!, gone, after(3));
        const disabled = await subscriptions.find(one.id);
        assertEquals([disabled?.status, disabled?.disabledReason], ["DISABLED", "gone"]);
        await events.record([listed(3)]);
        assertEquals(await claim(queue, after(100)), []);
        assertEquals(await queue.figures(), { pending: 1, oldestAt: null, disabled: 1, givenUp: 1 });
        await subscriptions.change(one.id, (known) => changeSubscription(known, { status: "ACTIVE" }, after(150)));
        await subscriptions.change(one.id, (known) => changeSubscription(known, { status: "DISABLED" }, after(160)));
        assertEquals(await queue.figures(), { pending: 1, oldestAt: null, disabled: 1, givenUp: 0 });
        await subscriptions.change(one.id, (known) => changeSubscription(known, { status: "ACTIVE" }, after(200)));
        assertEquals(await queue.figures(), { pending: 1, oldestAt: after(2), disabled: 0, givenUp: 0 });
        assertEquals((await claim(queue, after(200))).map(({ delivery }) => delivery.event), [listed(2)]);
      }));

    it("old deliveries are swept: the delivered ones sooner", () =>
      withWebhooks(async ({ subscriptions, deliveries, events, queue }) => {
        const one = sampleSubscription(1);
        await subscriptions.add(one, 9);
        await events.record([1, 2, 3, 4].map(listed));
        for (const claimed of await claim(queue, after(4), { limit: 2 })) {
          await queue.settle(claimed, DELIVERED, after(5));
        }
        assertEquals(await queue.sweep({ delivered: after(1), failed: after(1) }, 9), 0);
        assertEquals(await queue.sweep({ delivered: after(4), failed: after(1) }, 1), 1);
        assertEquals(await queue.sweep({ delivered: after(4), failed: after(1) }, 9), 1);
        assertEquals(await queue.sweep({ delivered: after(9), failed: after(4) }, 9), 1);
        assertEquals((await deliveries.list(one.id, {}, IN_ORDER)).items.map(({ event }) => event), [listed(4)]);
      }));
  });
}
