import { assert, assertEquals, assertRejects } from "@std/assert";
import { PostgresCommerceWriter } from "../../adapters/postgres/commerce/commerce_writer.ts";
import { testInstallation } from "../../testing/engines/installation.ts";
import { openKafkaClient } from "../../testing/engines/kafka_client.ts";
import { RunningProcess } from "../../testing/engines/running_process.ts";
import { Samples } from "../../testing/fixtures/commerce_samples.ts";

Deno.test("api answers, publishes what it accepts to Kafka, writes at once where asked to, and ends on SIGTERM", async () => {
  await using shop = await testInstallation(["redis", "kafka"]);
  const { env, sql } = shop;
  await using kafka = await openKafkaClient(shop);
  const samples = new Samples("api");
  const user = samples.user();
  const product = samples.product();
  const store = new PostgresCommerceWriter(sql);
  await Promise.all([store.addUsers([user]), store.addProducts([product])]);
  await using api = await RunningProcess.start("api", { env });
  const base = (await api.line(/API and page at (http:\/\/127\.0\.0\.1:\d+)/))[1]!;
  const get = async (path: string) => {
    const response = await fetch(`${base}${path}`);
    return [response.status, await response.json()] as const;
  };
  const post = async (path: string, body: unknown) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${base}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return [response.status, await response.json()] as const;
  };

  const [status, summary] = await get("/v1/commerce/summary");
  assertEquals([status, summary.counts], [200, { users: 1, products: 1, orders: 0 }]);
  const draft = { userId: user.userId, productId: product.productId, quantity: 2, totalAmount: 2 * product.price };
  const [published, { ids }] = await post("/v1/orders", [draft, draft]);
  assertEquals([published, ids.length], [202, 2]);
  assertEquals(await kafka.count(kafka.names.orders.topic), 2);
  assertEquals((await get(`/v1/orders/${ids[0]}`))[0], 404, "no consumer has stored it");
  const [, lagging] = await get("/v1/commerce/summary");
  const orders = lagging.groups.find(({ topic }: { topic: string }) => topic === kafka.names.orders.topic);
  assertEquals(orders.lag, 2);

  const [stored, { orderId }] = await post("/v1/orders?direct=true", draft);
  assertEquals([stored, (await get(`/v1/orders/${orderId}`))[1].quantity], [201, 2]);
  const [refused, problem] = await post("/v1/orders", { ...draft, quantity: 0 });
  assertEquals([refused, typeof problem.code], [400, "string"]);
  for (const path of ["/healthz", "/readyz"]) assertEquals((await get(path))[0], 200);

  const { code, ms } = await api.stop("SIGTERM");
  assertEquals(code, 0);
  assert(ms < 10_000, `${ms} ms`);
  await assertRejects(() => fetch(`${base}/healthz`));
});

Deno.test("api serves the store manager: settings, sales once each, and the comparison of a store's own days", async () => {
  await using shop = await testInstallation(["redis", "kafka"]);
  await using api = await RunningProcess.start("api", { env: shop.env });
  const base = (await api.line(/API and page at (http:\/\/127\.0\.0\.1:\d+)/))[1]!;
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${base}/v1/stores/hongdae${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return [response.status, await response.json()] as const;
  };
  const sale = { saleId: "R-1", menu: "김치찌개", price: 9_000, quantity: 2, soldAt: "2026-03-02T02:30:00+09:00" };

  assertEquals((await call("PUT", "", { name: "홍대점", closingTime: "04:00" }))[0], 201);
  const [stored, receipt] = await call("POST", "/sales", [sale, { ...sale, saleId: "R-2", menu: "냉면" }]);
  assertEquals([stored, receipt.days], [201, ["2026-03-01"]]);
  const [again, duplicates] = await call("POST", "/sales", sale);
  assertEquals([again, duplicates.duplicates], [200, ["R-1"]]);
  const [conflict, problem] = await call("POST", "/sales", { ...sale, quantity: 1 });
  assertEquals([conflict, problem.code], [409, "sale_conflict"]);
  const [compared, comparison] = await call("GET", "/menu-comparison?asOf=2026-03-01");
  assertEquals([compared, comparison.recent.lines, comparison.recent.lateLines], [200, 2, 2]);
  assertEquals(comparison.menus.map(({ menu, status }: Record<string, unknown>) => [menu, status]), [
    ["김치찌개", "new"],
    ["냉면", "new"],
  ]);
  assertEquals((await shop.sql`select from sales`).count, 2);
});
