import { assert, assertEquals } from "@std/assert";
import { testInstallation } from "../../../../testing/engines/installation.ts";
import { runProcessToEnd } from "../../../../testing/engines/running_process.ts";

Deno.test("bench kafka-comparison measures both ways on the engines and leaves nothing behind", async () => {
  await using shop = await testInstallation(["redis", "kafka"]);
  const args = ["kafka-comparison", "--orders", "32", "--users", "2000", "--json"];
  const { code, stdout, stderr } = await runProcessToEnd("tools/bench", { args, env: shop.env });
  assertEquals(code, 0, stderr);
  const { burst, batches, steady, queries, lookUps, claims } = JSON.parse(stdout);
  for (const { direct, throughLog } of [burst, batches, steady]) {
    assert(direct.perSecond > 0 && throughLog.perSecond > 0 && throughLog.stored.perSecond > 0);
    assertEquals(direct.orders, throughLog.orders);
    assert(throughLog.stored.afterCall.p50 >= throughLog.answered.p50 * 0.5);
  }
  assertEquals([burst.direct.orders, batches.direct.orders], [32, 320]);
  assertEquals(queries.withoutPools, 60);
  assertEquals(lookUps.map(({ where }: { where: string }) => where), [
    "postgres",
    "postgres",
    "postgres",
    "redis",
    "redis",
  ]);
  assertEquals(claims.length, 4);
  const [row] = await shop.sql`select count(*) as orders from orders`;
  assertEquals(row!.orders, 0);
  const topics = await runProcessToEnd("kafka-admin", { args: ["topics", "--json"], env: shop.env });
  assert(
    JSON.parse(topics.stdout).topics.every(({ partitions }: { partitions: unknown[] }) => partitions.length === 0),
  );
});

Deno.test("bench kafka-comparison works on the embedded engines too", async () => {
  const args = ["kafka-comparison", "--orders", "16", "--users", "1000"];
  const { code, stdout, stderr } = await runProcessToEnd("tools/bench", { args });
  assertEquals(code, 0, stderr);
  assert(/through the log: stored, since the call +\d/.test(stdout), stdout);
  assert(/memory +one of the pool in this process/.test(stdout), stdout);
});
