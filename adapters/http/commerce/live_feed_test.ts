import { assert, assertEquals } from "@std/assert";
import { busyShop } from "../../../testing/http/busy_shop.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import { createApp } from "../app.ts";
import type { StreamOptions } from "../server/options.ts";
import { type FakeShop, fakeShop, someOrder, someProduct, someUser } from "../../../testing/http/fake_shop.ts";

const FAST: StreamOptions = { everyMs: 10, heartbeatMs: 25, maxListeners: 2 };

interface Listener {
  next(name: string): Promise<unknown>;
  readonly text: string;
  readonly response: Response;
  leave(): Promise<void>;
}

Deno.test("stream sends the summary, the latest orders and the pools at once", () =>
  withFeed(async (listen, shop) => {
    const order = someOrder(shop, someUser(shop), someProduct(shop), {
      selection: { score: 1.5, factors: [{ name: "payday", value: 1.5 }] },
    });
    const listener = await listen();
    assertEquals(listener.response.headers.get("content-type"), "text/event-stream; charset=utf-8");
    assertEquals(listener.response.headers.get("cache-control"), "no-store");
    const summary = await listener.next("summary") as { counts: unknown };
    assertEquals(summary.counts, { users: 1, products: 1, orders: 1 });
    const orders = await listener.next("orders") as { orderId: string; selection: unknown }[];
    assertEquals(orders.map(({ orderId }) => orderId), [order.orderId]);
    assertEquals(orders[0]!.selection, order.selection);
    assertEquals(await listener.next("pools"), { users: { bought: 0, new: 1 }, products: { ordered: 0, unsold: 1 } });
  }));

Deno.test("stream sends only new orders", () =>
  withFeed(async (listen, shop) => {
    const user = someUser(shop);
    const product = someProduct(shop);
    someOrder(shop, user, product);
    const listener = await listen();
    await listener.next("orders");
    const { orderId } = someOrder(shop, user, product);
    const orders = await listener.next("orders") as { orderId: string }[];
    assertEquals(orders.map((order) => order.orderId), [orderId]);
  }));

Deno.test("stream sends what changed of the summary, and nothing else of it", () =>
  withFeed(async (listen, shop) => {
    someOrder(shop, someUser(shop), someProduct(shop));
    const listener = await listen();
    const whole = await listener.next("summary") as object;
    assertEquals(await listener.next("changes"), {});
    shop.lag = 7;
    for (;;) {
      const changes = await listener.next("changes") as { groups?: { lag: number }[] };
      if (!changes.groups) continue;
      assertEquals([Object.keys(changes), changes.groups[0]!.lag], [["groups"], 7]);
      break;
    }
    assert(Object.keys(whole).length > 6);
    const later = await (await listen()).next("summary") as { groups: { lag: number }[] };
    assertEquals(later.groups[0]!.lag, 7);
  }));

Deno.test("stream sends less than 4 KB for a second of two hundred orders, in whole carts", async () => {
  const { shop, tick } = busyShop();
  const all = new Map(shop.orders);
  for (let at = Date.UTC(2026, 2, 2); all.size < 250; at++) {
    tick(new Date(at));
    for (const [id, order] of shop.orders) all.set(id, order);
  }
  await withFeed(async (listen) => {
    shop.orders.clear();
    const listener = await listen();
    await listener.next("pools");
    await listener.next("changes");
    const before = listener.text.length;
    for (const [id, order] of [...all].slice(0, 200)) shop.orders.set(id, order);
    const sent = await listener.next("orders") as { userId: string; createdAt: string }[];
    while ((await listener.next("changes") as { counts?: object }).counts === undefined);
    const round = listener.text.slice(before).split("\n\n").filter((block) => !block.endsWith("data: {}"));
    const bytes = new TextEncoder().encode(round.join("\n\n")).length;
    assert(bytes > 1_000 && bytes < 4_096, `${bytes} bytes`);

    const last = sent.at(-1)!;
    const isOfLast = ({ userId, createdAt }: Order) =>
      userId === last.userId && createdAt.toISOString() === last.createdAt;
    const whole = [...shop.orders.values()].filter(isOfLast).length;
    assertEquals(
      sent.filter((order) => order.userId === last.userId && order.createdAt === last.createdAt).length,
      whole,
    );
  }, shop);
});

Deno.test("stream computes one summary for all listeners", () =>
  withFeed(async (listen, shop) => {
    const one = await listen();
    const other = await listen();
    await Promise.all([one.next("summary"), other.next("summary")]);
    for (let n = 0; n < 2; n++) await Promise.all([one.next("changes"), other.next("changes")]);
    assert(shop.summaries <= 6, `${shop.summaries} summaries`);
  }));

Deno.test("stream sends the latest state to a later listener", () =>
  withFeed(async (listen, shop) => {
    someOrder(shop, someUser(shop), someProduct(shop));
    await (await listen()).next("pools");
    const later = await listen();
    assertEquals((await later.next("orders") as unknown[]).length, 1);
    await later.next("pools");
  }));

Deno.test("stream keeps idle connections open with comments", () =>
  withFeed(async (listen) => {
    const listener = await listen();
    while (!listener.text.includes(": still here\n\n")) await listener.next("changes");
  }));

Deno.test("stream refuses listeners above its limit, and accepts another once one has left", () =>
  withFeed(async (listen) => {
    const one = await listen();
    await listen();
    const refused = await listen();
    assertEquals(refused.response.status, 503);
    assertEquals((await refused.response.json()).code, "too_many_listeners");
    await one.leave();
    assertEquals((await listen()).response.status, 200);
  }));

Deno.test("stream stops reading the shop when no listener is left", () =>
  withFeed(async (listen, shop) => {
    const listener = await listen();
    await listener.next("summary");
    await listener.leave();
    const before = shop.summaries;
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert(shop.summaries <= before + 1);
  }));

Deno.test("stream continues after an error, and logs it", () =>
  withFeed(async (listen, shop) => {
    const listener = await listen();
    await listener.next("summary");
    shop.fault.store = new Error("bug");
    await new Promise((resolve) => setTimeout(resolve, 30));
    shop.fault = {};
    await listener.next("changes");
    assert(shop.logged.some(({ level, message }) => level === "error" && message === "Cannot update the live page"));
  }));

Deno.test("stream ends when the app is closed", () =>
  withFeed(async (listen, _shop, close) => {
    const listener = await listen();
    await listener.next("summary");
    close();
    await listener.next("end");
  }));

Deno.test("stream ends on the server when the client's connection is gone", async () => {
  const shop = fakeShop();
  const app = createApp(shop.deps, { stream: FAST });
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, app.fetch);
  try {
    for (let n = 0; n < 5; n++) {
      const abort = new AbortController();
      const url = `http://127.0.0.1:${server.addr.port}/v1/commerce/stream`;
      const response = await fetch(url, { signal: abort.signal });
      // With at most two listeners, a third is refused if the earlier ones have not been removed.
      assertEquals(response.status, 200);
      await response.body!.getReader().read();
      abort.abort();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    app.close();
    await server.shutdown();
  }
});

async function withFeed(
  test: (listen: () => Promise<Listener>, shop: FakeShop, close: () => void) => Promise<void>,
  shop = fakeShop(),
): Promise<void> {
  const app = createApp(shop.deps, { stream: FAST });
  const listeners: Listener[] = [];
  const listen = async () => {
    const listener = listenTo(await app.fetch(new Request("http://localhost/v1/commerce/stream")));
    listeners.push(listener);
    return listener;
  };
  try {
    await test(listen, shop, () => app.close());
  } finally {
    for (const listener of listeners) await listener.leave();
    app.close();
  }
}

function listenTo(response: Response): Listener {
  if (!response.ok) return { response, text: "", next: () => Promise.reject(), leave: () => Promise.resolve() };
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const returned = new Map<string, number>();
  return {
    response,
    get text() {
      return text;
    },
    async next(name) {
      for (;;) {
        const events = text.split("\n\n").slice(0, -1).filter((block) => block.startsWith(`event: ${name}\n`));
        const index = returned.get(name) ?? 0;
        const block = events[index];
        if (block !== undefined) {
          returned.set(name, index + 1);
          return JSON.parse(block.slice(block.indexOf("data: ") + 6));
        }
        const { done, value } = await reader.read();
        if (done && name === "end") return null;
        if (done) throw new Error(`Cannot wait for ${name}: the stream has ended`);
        text += value;
      }
    },
    leave: () => reader.cancel(),
  };
}
