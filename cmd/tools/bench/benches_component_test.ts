import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { connectRedis } from "../../../adapters/redis/core/connect.ts";
import { testInstallation } from "../../../testing/engines/installation.ts";
import { runProcessToEnd } from "../../../testing/engines/running_process.ts";

type Shop = Awaited<ReturnType<typeof testInstallation>>;

async function measure({ env }: Shop, ...args: readonly string[]) {
  const { code, stdout, stderr } = await runProcessToEnd("tools/bench", {
    args: [...args, "--rounds", "1", "--json"],
    env,
  });
  assertEquals(code, 0, stderr);
  const result = JSON.parse(stdout);
  const figures: number[] = result.measurements.map(({ median }: { median: number }) => median);
  assert(figures.length > 0 && figures.every((figure) => figure >= 0), stdout);
  assert(Object.values<number>(result.ratios).every((ratio) => ratio > 0), stdout);
  return result;
}

/** Databases and keys that a bench made for itself. */
async function leftBehind({ sql, env, prefix }: Shop): Promise<string[]> {
  const databases = await sql<{ name: string }[]>`
    select datname as name from pg_database where datname ~ '^(pools|lookup|grades|scale)_'`;
  const redis = connectRedis({ url: env.REDIS_URL! });
  const keys = await redis.keys(`${prefix}*`);
  redis.disconnect();
  return [...databases.map(({ name }) => name), ...keys];
}

Deno.test("bench pools, lookup and grades measure on installations of their own, and leave nothing behind", async () => {
  await using shop = await testInstallation(["redis"]);
  const pools = await measure(shop, "pools", "--customers", "3000,6000");
  assertEquals(pools.measurements.length, 6);
  const lookup = await measure(shop, "lookup", "--customers", "3000");
  assertEquals(lookup.claims.length, 3);
  const grades = await measure(shop, "grades", "--customers", "3000");
  assertEquals(grades.setup.changed, 60);
  assertEquals(await leftBehind(shop), []);
});

Deno.test("bench produce measures both ways of sending the same bytes", async () => {
  await using shop = await testInstallation(["kafka"]);
  const { measurements } = await measure(shop, "produce", "--orders", "4000");
  assertEquals(measurements.map(({ unit }: { unit: string }) => unit), ["orders/s", "orders/s"]);
});

Deno.test("bench scale measures consumers and customers, and draws both", async () => {
  await using shop = await testInstallation(["redis", "kafka"]);
  const out = await Deno.makeTempFile({ suffix: ".svg" });
  try {
    await measure(shop, "scale", "--processes", "1", "--orders", "2000", "--customers", "3000,6000", "--out", out);
    const svg = await Deno.readTextFile(out);
    assertStringIncludes(svg, "storing 1,000 orders");
    assertEquals(svg.match(/<polyline/g)?.length, 4);
  } finally {
    await Deno.remove(out);
  }
  assertEquals(await leftBehind(shop), []);
});
