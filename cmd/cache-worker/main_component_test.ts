import { assert, assertEquals } from "@std/assert";
import { connectRedis } from "../../adapters/redis/core/connect.ts";
import { testInstallation } from "../../testing/engines/installation.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";

Deno.test("cache-worker fills both pools, reports its health, and stops on SIGTERM", async () => {
  await using shop = await testInstallation(["redis"]);
  const { env, prefix } = shop;
  await runProcessToEnd("seed", { args: ["--users", "3000", "--products", "1500"], env });
  const redis = connectRedis({ url: env.REDIS_URL! });
  using _closing = { [Symbol.dispose]: () => redis.disconnect() };
  const pools = async () => [await redis.hlen(`${prefix}cache:users`), await redis.hlen(`${prefix}cache:products`)];

  const once = await runProcessToEnd("cache-worker", { args: ["--once"], env });
  assertEquals(once.code, 0, once.stderr);
  assertEquals(await pools(), [1_000, 1_000]);

  await redis.del(`${prefix}cache:users`);
  await using worker = await RunningProcess.start("cache-worker", { env });
  const probes = await worker.probes();
  await worker.line(/pools refreshed/);
  assertEquals(await pools(), [1_000, 1_000]);

  const health = await fetch(`${probes}/healthz`);
  assertEquals([health.status, (await health.json()).status], [200, "ok"]);
  const ready = await fetch(`${probes}/readyz`);
  const { checks } = await ready.json();
  assertEquals([ready.status, checks.postgres, checks.redis], [200, "ok", "ok"]);
  const metrics = await (await fetch(`${probes}/metrics`)).text();
  for (const pool of ["users", "products"]) {
    assert(new RegExp(`^tillstream_pool_members\\{.*pool="${pool}".*\\} 1000$`, "m").test(metrics), metrics);
  }
  await (await fetch(`${probes}/`)).body?.cancel();

  const { code, ms } = await worker.stop("SIGTERM");
  assertEquals(code, 0);
  assert(ms < 10_000, `${ms} ms`);
});
