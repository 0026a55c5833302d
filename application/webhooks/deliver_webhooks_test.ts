import { assert, assertEquals, assertGreater, assertLess } from "@std/assert";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../domain/shared/durations.ts";
import type { Answered } from "../../domain/webhooks/delivery.ts";
import type { WebhookSubscription } from "../../domain/webhooks/subscription.ts";
import { MemoryWebhookStore } from "../../testing/memory/webhooks/webhook_store.ts";
import { WebhookDispatcher } from "./deliver_webhooks.ts";
import { sampleSubscription } from "./ports/webhooks_contract.ts";

const NOON = new Date("2026-03-02T12:00:00Z");
const OK: Answered = { status: 204, error: null, retryAfterMs: null };
const BROKEN: Answered = { status: 503, error: null, retryAfterMs: null };
const DOWN: Answered = { status: null, error: "connection refused", retryAfterMs: null };

interface Message {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly at: Date;
}

class Destinations {
  now = NOON;
  readonly store = new MemoryWebhookStore();
  readonly sent: Message[] = [];
  readonly dispatcher: WebhookDispatcher;
  readonly #signal = new AbortController().signal;

  constructor(answer: (message: Message) => Answered | Promise<Answered>) {
    this.dispatcher = new WebhookDispatcher({
      queue: this.store,
      send: async (url, message) => {
        const sent = { url, ...message, at: this.now };
        this.sent.push(sent);
        return await answer(sent);
      },
      secrets: { of: (_, version) => `s${version}`, sign: (secret, content) => `v1,${secret}(${content})` },
      clock: () => this.now,
      random: () => 0.5,
    });
  }

  begin(): Promise<number> {
    return this.dispatcher.begin(this.#signal);
  }

  /** What is due now, and all of its attempts. */
  async round(): Promise<number> {
    const begun = await this.begin();
    await this.dispatcher.settled();
    return begun;
  }

  /** As time goes by, until nothing is due within the days. */
  async pass(days: number): Promise<void> {
    const end = this.now.getTime() + days * DAY_MS;
    while (this.now.getTime() < end) {
      await this.round();
      this.now = new Date(this.now.getTime() + MINUTE_MS);
    }
  }

  async subscribed(nth = 1): Promise<WebhookSubscription> {
    const subscription = sampleSubscription(nth);
    await this.store.add(subscription, 9);
    return subscription;
  }

  async event(nth: number): Promise<void> {
    const id = `00000000-0000-4000-8000-${String(1_000 + nth).padStart(12, "0")}`;
    await this.store.record([{ id, type: "listing.published", at: this.now, data: { nth } }]);
  }

  async deliveries({ id }: WebhookSubscription) {
    return (await this.store.deliveries.list(id, {}, { sort: "id", descending: false, limit: 100, after: null })).items;
  }
}

Deno.test("a delivery is signed over id, time and body, by both secrets for a day after a rotation", async () => {
  const shop = new Destinations(() => OK);
  const { id } = await shop.subscribed();
  await shop.event(1);
  assertEquals(await shop.round(), 1);
  const [{ headers, body }] = shop.sent as [Message];
  const seconds = String(NOON.getTime() / 1_000);
  assertEquals(JSON.parse(body), { type: "listing.published", timestamp: NOON.toISOString(), data: { nth: 1 } });
  assertEquals(headers["webhook-timestamp"], seconds);
  assertEquals(headers["webhook-signature"], `v1,s1(${headers["webhook-id"]}.${seconds}.${body})`);
  await shop.store.change(id, (known) => ({
    ...known,
    secretVersion: 2,
    previousSecretUntil: new Date(NOON.getTime() + DAY_MS),
  }));
  const versions = async (nth: number) => {
    await shop.event(nth);
    await shop.round();
    return shop.sent.at(-1)!.headers["webhook-signature"]!.split(" ").map((each) => each.slice(3, 5));
  };
  assertEquals(await versions(2), ["s2", "s1"]);
  shop.now = new Date(NOON.getTime() + DAY_MS);
  assertEquals(await versions(3), ["s2"]);
});

Deno.test("what fails is tried again with growing pauses for a day, under the same id, and then given up", async () => {
  const shop = new Destinations(() => DOWN);
  const subscription = await shop.subscribed();
  await shop.event(1);
  await shop.pass(2);
  const pauses = shop.sent.slice(1).map(({ at }, nth) => at.getTime() - shop.sent[nth]!.at.getTime());
  assertEquals(pauses.length, 8);
  assertEquals(pauses, pauses.toSorted((a, b) => a - b));
  const last = shop.sent.at(-1)!.at.getTime() - NOON.getTime();
  assertGreater(last, 22 * HOUR_MS);
  assertLess(last, 27 * HOUR_MS);
  assertEquals(new Set(shop.sent.map(({ headers }) => headers["webhook-id"])).size, 1);
  const [given] = await shop.deliveries(subscription);
  assertEquals([given!.state, given!.attempts, given!.lastError], ["FAILED", 9, "connection refused"]);
  await shop.store.deliveries.retry(subscription.id, given!.id, shop.now);
  await shop.pass(2);
  assertEquals(shop.sent.length, 10, "by hand: one more");
});

Deno.test("a destination's Retry-After is waited for, an hour at most", async () => {
  const pauses = [20 * MINUTE_MS];
  const shop = new Destinations(() => ({ ...BROKEN, retryAfterMs: pauses.shift() ?? DAY_MS }));
  await shop.subscribed();
  await shop.event(1);
  await shop.pass(0.1);
  const minutes = shop.sent.map(({ at }) => (at.getTime() - NOON.getTime()) / MINUTE_MS);
  assertEquals(minutes.slice(0, 3), [0, 20, 80]);
});

Deno.test("a destination that answers 410 is asked no more", async () => {
  const shop = new Destinations(() => ({ ...OK, status: 410 }));
  const { id } = await shop.subscribed();
  for (const nth of [1, 2, 3]) await shop.event(nth);
  await shop.round();
  await shop.event(4);
  await shop.pass(1);
  assertEquals(shop.sent.length, 3, "those were under way together");
  const { status, disabledReason } = (await shop.store.find(id))!;
  assertEquals([status, disabledReason], ["DISABLED", "gone"]);
});

Deno.test("a destination that only fails for five days is disabled; one delivery starts the days anew", async () => {
  let answer = BROKEN;
  const shop = new Destinations(() => answer);
  const { id } = await shop.subscribed();
  const day = async (nth: number) => {
    await shop.event(nth);
    await shop.pass(1);
  };
  for (const nth of [1, 2, 3, 4]) await day(nth);
  answer = OK;
  await shop.event(5);
  await shop.round();
  answer = BROKEN;
  for (const nth of [6, 7, 8, 9, 10]) await day(nth);
  assertEquals((await shop.store.find(id))?.status, "ACTIVE");
  await day(11);
  assertEquals((await shop.store.find(id))?.disabledReason, "failing");
});

Deno.test("a slow destination holds up no other one, and a bounded number waits for it", async () => {
  const slow = Promise.withResolvers<Answered>();
  const shop = new Destinations(({ url }) => url.endsWith("/1") ? slow.promise : OK);
  const [first, second] = [await shop.subscribed(1), await shop.subscribed(2)];
  for (let nth = 0; nth < 40; nth++) await shop.event(nth);
  for (let round = 0; round < 20; round++) {
    await shop.begin();
    await new Promise((resolve) => setTimeout(resolve));
  }
  assertEquals((await shop.deliveries(second)).filter(({ state }) => state !== "DELIVERED"), []);
  const waiting = shop.sent.filter(({ url }) => url.endsWith("/1")).length;
  assert(waiting > 8 && waiting <= 16, `${waiting} wait for the slow one`);
  slow.resolve(OK);
  await shop.dispatcher.settled();
  while (await shop.round() > 0);
  assertEquals((await shop.deliveries(first)).filter(({ state }) => state !== "DELIVERED"), []);
});

Deno.test("a process that dies between sending and storing leaves its deliveries to the next one", async () => {
  const shop = new Destinations(() => new Promise<never>(() => {}));
  await shop.subscribed();
  await shop.event(1);
  await shop.begin();
  const next = new WebhookDispatcher({
    queue: shop.store,
    send: (_, { headers }) => Promise.resolve((assertEquals(headers["webhook-id"]?.slice(-4), "1001"), OK)),
    secrets: { of: () => "s", sign: () => "v1,x" },
    clock: () => shop.now,
    random: () => 0,
  });
  const { signal } = new AbortController();
  assertEquals(await next.begin(signal), 0, "it may still be under way");
  shop.now = new Date(NOON.getTime() + MINUTE_MS);
  assertEquals(await next.begin(signal), 1);
  await next.settled();
});
