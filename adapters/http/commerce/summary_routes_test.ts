import { assertEquals } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { withApp } from "../../../testing/http/call.ts";
import { fakeShop, someOrder, someProduct, someUser } from "../../../testing/http/fake_shop.ts";

Deno.test("GET summary returns the shop and its pipeline in the agreed shape", async () => {
  const shop = fakeShop();
  shop.lag = 5;
  someOrder(shop, someUser(shop, { grade: "GOLD" }), someProduct(shop));
  await withApp(
    async (call) => {
      const { status, body } = await call("GET /v1/commerce/summary");
      assertEquals(status, 200);
      assertEquals(body, {
        counts: { users: 1, products: 1, orders: 1 },
        buyers: 0,
        newUsers: 1,
        grades: { BRONZE: 0, SILVER: 0, GOLD: 1, VIP: 0 },
        pools: { users: 1, products: 1 },
        groups: ["users", "products", "orders"].map((topic) => ({
          group: `${topic}_group`,
          topic,
          lag: 5,
          lagSeconds: 2,
        })),
        cache: { hits: 3, misses: 1, hitRate: 0.75 },
        unavailable: [],
        asOf: "2026-03-02T03:00:00.000Z",
      });
    },
    {},
    shop,
  );
});

Deno.test("GET summary lists what is unreachable and returns the rest", async () => {
  const shop = fakeShop();
  shop.fault.cache = new Outage("Redis", new Error("gone"));
  await withApp(
    async (call) => {
      const { status, body } = await call("GET /v1/commerce/summary");
      assertEquals([status, body.unavailable, body.pools, body.cache], [200, ["cache"], null, null]);
      assertEquals(body.counts, { users: 0, products: 0, orders: 0 });
    },
    {},
    shop,
  );
});

Deno.test("GET summary is computed once for concurrent callers", () =>
  withApp(async (call, shop) => {
    await Promise.all(Array.from({ length: 20 }, () => call("GET /v1/commerce/summary")));
    assertEquals(shop.summaries, 1);
    await call("GET /v1/commerce/summary");
    assertEquals(shop.summaries, 2);
  }));

Deno.test("GET recent orders returns the newest first, with the reasons for the choice", () =>
  withApp(async (call, shop) => {
    const user = someUser(shop);
    const product = someProduct(shop);
    const selection = { score: 1.5, factors: [{ name: "payday", value: 1.5 }] };
    for (let n = 0; n < 30; n++) someOrder(shop, user, product, { selection });
    assertEquals((await call("GET /v1/commerce/orders/recent")).body.length, 20);
    const { body } = await call("GET /v1/commerce/orders/recent?limit=2");
    assertEquals(body.map(({ orderId }: { orderId: string }) => orderId), ["O-30", "O-29"]);
    assertEquals(body[0].selection, selection);
    assertEquals(body[0].userName, "김○○");
    for (const limit of ["0", "501", "x", "1.5", ""]) {
      assertEquals((await call(`GET /v1/commerce/orders/recent?limit=${limit}`)).status, 400, limit);
    }
  }));

Deno.test("GET random returns a member of a pool, or 404 from an empty pool", () =>
  withApp(async (call, shop) => {
    for (const pool of ["users", "products"]) {
      const { status, body } = await call(`GET /v1/cache/${pool}/random`);
      assertEquals([status, body.code], [404, "empty_pool"]);
    }
    const user = someUser(shop);
    const product = someProduct(shop);
    assertEquals((await call("GET /v1/cache/users/random")).body.userId, user.userId);
    assertEquals((await call("GET /v1/cache/products/random")).body.productId, product.productId);
  }));

Deno.test("GET cache status answers when the cache is unreachable", () =>
  withApp(async (call, shop) => {
    someUser(shop);
    assertEquals((await call("GET /v1/cache/status")).body, { connected: true, users: 1, products: 0 });
    shop.fault.cache = new Outage("Redis", new Error("gone"));
    assertEquals((await call("GET /v1/cache/status")).body, { connected: false, users: null, products: null });
  }));
