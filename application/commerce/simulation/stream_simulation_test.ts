import { assert, assertEquals, assertLess, assertRejects } from "@std/assert";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import { expectedArrivals } from "../../../domain/commerce/simulation/growth.ts";
import { makeProduct } from "../../../domain/commerce/simulation/make_product.ts";
import { makeUser } from "../../../domain/commerce/simulation/make_user.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import { type Conditions, conditionsOf, ORDINARY } from "../../../domain/commerce/simulation/scenarios/conditions.ts";
import { scenarioNamed } from "../../../domain/commerce/simulation/scenarios/scenarios.ts";
import { Outage } from "../../shared/fault.ts";
import type { ShopOpening } from "../ports/simulation.ts";
import { CustomerDraw } from "./customer_draw.ts";
import { type MarketNews, streamSimulation, type StreamSimulationOptions } from "./stream_simulation.ts";

const start = Date.parse("2026-03-02T03:00:00Z");
const source = seededRandom("pools");
const users = Array.from({ length: 50 }, (_, i) => makeUser({ id: `U-${i}`, now: new Date(start), random: source }));
const products = Array.from(
  { length: 50 },
  (_, i) => makeProduct({ id: `P-${i}`, now: new Date(start), random: source }),
);

interface Given {
  readonly conditions?: Conditions;
  readonly opening?: Pick<ShopOpening, "openedAt">;
}

/** Virtual time: when everything sleeps, the clock jumps to the earliest wake-up, so an hour takes no time. */
class World {
  now = start;
  #sleepers: { at: number; wake: () => void }[] = [];
  readonly events: CommerceEvent[] = [];
  readonly news: MarketNews[] = [];
  pool = users;
  publish: (events: readonly CommerceEvent[]) => void = () => {};

  sleep = (ms: number, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#sleepers.push({ at: this.now + ms, wake: resolve });
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  };

  async run(seconds: number, options: Partial<StreamSimulationOptions> = {}, more: Given = {}): Promise<void> {
    const stop = new AbortController();
    const clock = () => new Date(this.now);
    let ids = 0;
    let isOver = false;
    const running = streamSimulation({
      customers: new CustomerDraw({
        pools: { users: () => Promise.resolve(this.pool), products: () => Promise.resolve(products) },
        clock,
      }, { conditions: () => Promise.resolve(more.conditions ?? ORDINARY) }),
      ...(more.opening && { opening: more.opening }),
      events: {
        publish: (events) => {
          this.publish(events);
          this.events.push(...events);
          return Promise.resolve([]);
        },
      },
      clock,
      sleep: this.sleep,
      newId: () => String(++ids),
      random: seededRandom("stream"),
    }, { signal: stop.signal, onNews: (news) => this.news.push(news), ...options }).finally(() => isOver = true);
    running.catch(() => {});
    const end = this.now + seconds * 1_000;
    while (true) {
      // Current rounds consist of microtasks only; they finish before time passes.
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
      if (isOver) break;
      this.#sleepers.sort((a, b) => a.at - b.at);
      const next = this.#sleepers[0];
      if (next === undefined || next.at > end) {
        this.now = end;
        stop.abort();
        break;
      }
      this.#sleepers.shift();
      this.now = next.at;
      next.wake();
    }
    await running;
  }

  count(kind: MarketNews["kind"]): number {
    return this.news.filter((each) => each.kind === kind).length;
  }

  eventsOf(type: CommerceEvent["type"]): number {
    return this.events.filter((event) => event.type === type).length;
  }
}

Deno.test("streamSimulation keeps the seed's pace: a cart every 3 to 5 s, a product every 6 to 8 s, ten newcomers in 10 s", async () => {
  const world = new World();
  await world.run(600);
  assert(Math.abs(world.count("cart") - 150) < 15, `${world.count("cart")}`);
  assert(Math.abs(world.eventsOf("product.listed") - 86) < 8, `${world.eventsOf("product.listed")}`);
  assert(Math.abs(world.eventsOf("user.registered") - expectedArrivals(600_000)) < 25);
});

Deno.test("streamSimulation begins at once", async () => {
  const world = new World();
  await world.run(2);
  assertEquals([world.count("cart"), world.count("product")], [1, 1]);
});

Deno.test("streamSimulation divides every interval by the speed", async () => {
  const world = new World();
  await world.run(60, { speed: 10 });
  assert(Math.abs(world.count("cart") - 150) < 15);
  assert(Math.abs(world.eventsOf("product.listed") - 86) < 8);
  assert(Math.abs(world.eventsOf("user.registered") - expectedArrivals(600_000)) < 25);
});

Deno.test("streamSimulation places the requested orders per second", async () => {
  for (const rate of [0.5, 7, 500]) {
    const world = new World();
    await world.run(20, { rate });
    const orders = world.eventsOf("order.placed");
    assert(Math.abs(orders - 20 * rate) <= Math.max(10, 20 * rate * 0.02), `${rate}/s: ${orders}`);
  }
});

Deno.test("streamSimulation reports an outage, backs off and continues", async () => {
  const world = new World();
  world.publish = ([event]) => {
    const isAway = world.now > start + 30_000 && world.now < start + 120_000;
    if (isAway && event!.type === "order.placed") throw new Outage("log", new Error("brokers away"));
  };
  await world.run(300);
  const outages = world.news.filter((each) => each.kind === "outage");
  assert(outages.length >= 4 && outages.length <= 12, `${outages.length}`);
  assert(outages.every(({ during, retryInMs }) => during === "carts" && retryInMs <= 30_000));
  assertLess(outages[0]!.retryInMs, outages.at(-1)!.retryInMs);
  assert(world.count("cart") > 40);
  assert(Math.abs(world.eventsOf("product.listed") - 43) < 6);
});

Deno.test("streamSimulation registers the newcomers of an outage afterwards, but makes up few orders", async () => {
  const world = new World();
  world.publish = () => {
    if (world.now > start && world.now < start + 60_000) throw new Outage("log", new Error("brokers away"));
  };
  await world.run(120, { rate: 10 });
  assert(Math.abs(world.eventsOf("user.registered") - 120) < 8);
  const placed = world.eventsOf("order.placed");
  assert(placed > 250 && placed < 640, `${placed}`);
});

Deno.test("streamSimulation reports empty pools and begins when they are filled", async () => {
  const world = new World();
  world.pool = [];
  await world.run(30);
  assert(world.count("empty_pool") > 3);
  assertEquals(world.count("cart"), 0);
  world.pool = users;
  await world.run(30);
  assert(world.count("cart") > 3);
});

Deno.test("streamSimulation continues the shop's growth curve", async () => {
  const world = new World();
  const opening = { openedAt: () => Promise.resolve(new Date(start - 5 * 3_600_000)) };
  await world.run(600, {}, { opening });
  assertLess(world.eventsOf("user.registered"), 10);
});

Deno.test("streamSimulation registers no one before the opening time is known, and catches up then", async () => {
  const world = new World();
  const opening = { openedAt: () => Promise.resolve(world.now < start + 60_000 ? null : new Date(start)) };
  await world.run(59, {}, { opening });
  assertEquals(world.eventsOf("user.registered"), 0);
  const late = new World();
  await late.run(600, {}, {
    opening: { openedAt: () => Promise.resolve(late.now < start + 60_000 ? null : new Date(start)) },
  });
  assert(Math.abs(late.eventsOf("user.registered") - expectedArrivals(600_000)) < 25);
});

Deno.test("streamSimulation sells faster and slower by the scenarios, also at a given rate", async () => {
  const carts = async (name: string, options: Partial<StreamSimulationOptions> = {}) => {
    const world = new World();
    await world.run(600, options, { conditions: conditionsOf([scenarioNamed(name)!]) });
    return { carts: world.count("cart"), orders: world.eventsOf("order.placed") };
  };
  assert(Math.abs((await carts("bot-attack")).carts - 450) < 30);
  assert(Math.abs((await carts("competitor-sale")).carts - 97) < 12);
  const attacked = await carts("bot-attack", { rate: 5 });
  const ordinary = 600 * 5;
  // Three times the carts, each about half as large.
  assert(attacked.orders > ordinary * 1.4 && attacked.orders < ordinary * 1.7, `${attacked.orders}`);
});

Deno.test("streamSimulation stops everything and throws when a round fails for another reason", async () => {
  const world = new World();
  world.publish = ([event]) => {
    if (event!.type === "product.listed") throw new TypeError("a bug");
  };
  const before = world.now;
  await assertRejects(() => world.run(60), TypeError, "a bug");
  assertEquals(world.now, before);
});
