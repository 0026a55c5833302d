import { assert, assertEquals, assertRejects } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { type FeedAttempt, FeedRefused, type FeedRequest } from "../../../application/sourcing/ports/partners.ts";
import { marketOrder } from "../../../testing/fixtures/feed_samples.ts";
import { boxIdOf } from "../../../testing/partners/coupang_orders.ts";
import { ServedProduct } from "../../../testing/partners/coupang_products.ts";
import { type CoupangServer, coupangServer, TOKEN } from "../../../testing/partners/coupang_server.ts";
import type { CoupangOptions } from "./caller.ts";
import { CoupangFeed } from "./feed.ts";
import { readCoupangOrder } from "./order_format.ts";
import { identifyCoupangProduct } from "./product_pages.ts";

const signal = new AbortController().signal;
const ORDERS: FeedRequest = { kind: "orders", cursor: null, updatedSince: null, etag: null };

function reader({ url, vendorId }: CoupangServer, more: Partial<CoupangOptions> = {}) {
  const attempts: FeedAttempt[] = [];
  const feed = new CoupangFeed({
    url,
    vendorId,
    token: TOKEN,
    requestsPerMinute: 6_000,
    tries: 4,
    firstPauseMs: 20,
    ...more,
  });
  const read = (request: Partial<FeedRequest> = {}) =>
    feed.read({ ...ORDERS, ...request }, { signal, onAttempt: (each) => Promise.resolve(void attempts.push(each)) });
  const readAll = async (request: Partial<FeedRequest> = {}) => {
    const records: unknown[] = [];
    for (let cursor: string | null = null;;) {
      const page = await read({ ...request, cursor });
      assert(page.outcome === "page", page.outcome);
      records.push(...page.records);
      if ((cursor = page.nextCursor) === null) return records;
    }
  };
  return { attempts, read, readAll };
}

const ids = (records: readonly unknown[]) =>
  records.map((raw) => {
    const order = readCoupangOrder(raw);
    assert(order.ok, order.ok ? "" : order.refusal.message);
    return `${order.value.id} ${order.value.status}`;
  });

Deno.test("CoupangFeed reads every page of every status, ids with all their digits", async () => {
  await using market = coupangServer();
  const count = 120;
  for (let nth = 0; nth < count; nth++) market.orders.push(marketOrder(String(1_000 + nth), [{ quantity: 1 }]));
  market.orders.push(
    marketOrder("5000", [{}], { status: "SHIPPED" }),
    marketOrder("5001", [{}], { status: "CANCELLED" }),
  );
  const { readAll, attempts } = reader(market);
  const records = await readAll();
  assertEquals(new Set(ids(records)).size, count + 2);
  assertEquals((records[0] as { shipmentBoxId: string }).shipmentBoxId, boxIdOf("1000"));
  assert(ids(records).includes("5000 SHIPPED") && ids(records).includes("5001 CANCELLED"));
  assert(attempts.every(({ status, error, url }) => status === 200 && error === null && !url.includes("test-access")));
});

Deno.test("CoupangFeed misses nothing that moves on while it reads", async () => {
  await using market = coupangServer();
  for (let nth = 0; nth < 60; nth++) market.orders.push(marketOrder(String(1_000 + nth), [{}]));
  let pages = 0;
  market.orderApi.beforeSheets = (query) => {
    // Between the two pages of ACCEPT somebody at Wing prepares boxes, and a buyer orders.
    if (query.get("status") !== "ACCEPT" || ++pages !== 2) return;
    for (const id of ["1000", "1055", "1059"]) market.orderApi.acknowledged.add(boxIdOf(id));
    market.orders.push(marketOrder("2000", [{}]));
  };
  const seen = new Set(ids(await reader(market).readAll()));
  for (let nth = 0; nth < 60; nth++) assert(seen.has(`${1_000 + nth} PAID`), String(nth));
  assert(seen.has("2000 PAID"));
});

Deno.test("CoupangFeed begins again when Coupang no longer knows its token", async () => {
  await using market = coupangServer();
  const { read } = reader(market);
  assertEquals(await read({ cursor: "2026-11-01/2026-11-30/0/forgotten" }), { outcome: "gone" });
  assertEquals(await read({ cursor: "of another protocol" }), { outcome: "gone" });
});

Deno.test("CoupangFeed reads a day by Korean time", async () => {
  await using market = coupangServer();
  market.orders.push(marketOrder("1", [{}], { createdAt: "2026-11-30T15:30:00Z" }));
  const at = (clock: string) => reader(market, { clock: () => new Date(clock) });
  // The server's clock goes with it: the call is signed with the time.
  const readAt = async (clock: string) => {
    market.now = () => new Date(clock);
    return ids(await at(clock).readAll());
  };
  assertEquals(await readAt("2026-11-30T16:00:00Z"), ["1 PAID"]);
  assertEquals(await readAt("2026-11-30T14:00:00Z"), []);
});

Deno.test("CoupangFeed waits as long as 429 asks, and logs each try", async () => {
  await using market = coupangServer();
  market.trouble.push(
    new Response("", { status: 429, headers: { "retry-after": "1" } }),
    new Response("", { status: 503 }),
  );
  const { read, attempts } = reader(market);
  const began = performance.now();
  const page = await read();
  assert(page.outcome === "page" && page.asOf !== null);
  assert(performance.now() - began >= 1_000);
  assertEquals(attempts.map(({ attempt, status }) => [attempt, status]), [[1, 429], [2, 503], [3, 200]]);
  market.trouble.push(...Array.from({ length: 4 }, () => new Response("", { status: 504 })));
  await assertRejects(() => read(), Outage, "HTTP 504");
});

Deno.test("CoupangFeed says what to do about a wrong signature, a wrong clock and an address that is not registered", async () => {
  await using market = coupangServer();
  const refused = (more: Partial<CoupangOptions>) => assertRejects(() => reader(market, more).read(), FeedRefused);
  assert((await refused({ token: "test-access:other" })).message.includes("check the keys in MARKET_TOKENS"));
  const late = { clock: () => new Date(Date.now() - 600_000) };
  assert((await refused(late)).message.includes("this machine's clock is right"));
  assert((await refused({ vendorId: "A00000002" })).message.includes("register this machine's address"));
  market.trouble.push(new Response("<html>", { headers: { "content-type": "text/html" } }));
  assert((await refused({})).message.includes("the answer is no JSON"));
  await assertRejects(() => reader(market).read({ kind: "qna" }), FeedRefused, "orders and products");
});

Deno.test("CoupangFeed reads the seller's products with their items, and the summary of one that is gone meanwhile", async () => {
  await using market = coupangServer();
  for (let nth = 0; nth < 25; nth++) {
    const id = String(30_000_000 + nth);
    const item = {
      vendorItemId: String(70_000_000 + nth),
      sku: `sku-${nth}`,
      name: "단일상품",
      price: 10_000,
      stock: 3,
      isOnSale: true,
    };
    market.productApi.products.set(id, new ServedProduct(id, `머그컵 ${nth}`, "승인완료", [item]));
  }
  const gone = market.productApi.products.get("30000002")!;
  market.barrier = (call, when) => {
    if (when === "before" && call.endsWith("/30000002")) market.productApi.products.delete("30000002");
  };
  const { read, readAll } = reader(market);
  const records = await readAll({ kind: "products" }) as {
    sellerProductId: number;
    items?: { vendorItemId: number }[];
  }[];
  assertEquals(new Set(records.map((raw) => identifyCoupangProduct(raw)!.externalId)).size, 25);
  const summary = records.find(({ sellerProductId }) => sellerProductId === 30_000_002)!;
  assertEquals([summary.items, gone.title], [undefined, "머그컵 2"]);
  assertEquals(records.filter(({ items }) => items?.[0]?.vendorItemId).length, 24);
  const page = await read({ kind: "products" });
  assert(page.outcome === "page" && page.records.length === 20 && page.nextCursor === "2");
});
