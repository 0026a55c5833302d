import { assert, assertEquals } from "@std/assert";
import { testInstallation } from "../../testing/engines/installation.ts";
import { openKafkaClient } from "../../testing/engines/kafka_client.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";

const RATE = 50;

Deno.test("producer waits for the pools, then publishes at its rate, to Kafka alone", async () => {
  await using shop = await testInstallation(["redis", "kafka"]);
  const { env, sql } = shop;
  await using kafka = await openKafkaClient(shop);
  const { orders } = kafka.names;
  await using producer = await RunningProcess.start("producer", { args: ["--rate", String(RATE)], env });
  const probes = await producer.probes();
  await producer.line(/pools are empty/);
  assertEquals(await kafka.count(orders.topic), 0);

  await runProcessToEnd("seed", { args: ["--users", "300", "--products", "100"], env });
  await runProcessToEnd("cache-worker", { args: ["--once"], env });
  await waitUntil("see orders", async () => await kafka.count(orders.topic) > 0, { timeout: 20_000 });
  const before = await kafka.count(orders.topic);
  const began = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  const perSecond = (await kafka.count(orders.topic) - before) / (performance.now() - began) * 1_000;
  assert(perSecond > RATE * 0.6 && perSecond < RATE * 1.6, `${perSecond} orders a second`);
  const metrics = await (await fetch(`${probes}/metrics`)).text();
  assert(/^tillstream_published_total\{.*topic=".*orders".*\} \d+$/m.test(metrics), metrics);

  const { code, ms } = await producer.stop("SIGTERM");
  assertEquals(code, 0);
  assert(ms < 10_000, `${ms} ms`);
  const [row] = await sql`
    select (select count(*) from orders) as orders, (select count(*) from waiting_orders) as waiting,
      (select count(*) from users) as users, (select count(*) from products) as products`;
  assertEquals({ ...row }, { orders: 0, waiting: 0, users: 300, products: 100 }, "only consumers write to Postgres");
});
