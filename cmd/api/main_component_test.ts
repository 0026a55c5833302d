import { assert, assertEquals, assertRejects } from "@std/assert";
import { PostgresMarketStore } from "../../adapters/postgres/market_store.ts";
import { testInstallation } from "../../testing/installation.ts";
import { openKafkaClient } from "../../testing/kafka_client.ts";
import { RunningProcess } from "../../testing/running_process.ts";
import { Samples } from "../../testing/samples.ts";

Deno.test("api answers, publishes what it accepts to Kafka, writes at once where asked to, and ends on SIGTERM", async () => {
  await using shop = await testInstallation(["redis", "kafka"]);
  const { env, sql } = shop;
  await using kafka = await openKafkaClient(shop);
  const samples = new Samples("api");
  const [user, product] = [samples.user(), samples.product()];
  const store = new PostgresMarketStore(sql);
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
