import { assertEquals } from "@std/assert";
import { testInstallation } from "../../testing/engines/installation.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";

Deno.test("cache-monitor shows each refresh of the pools, a line a second, and ends on SIGTERM", async () => {
  await using shop = await testInstallation(["redis"]);
  const env = { ...shop.env, CACHE_REFRESH_INTERVAL: "2" };
  await runProcessToEnd("seed", { args: ["--users", "700", "--products", "40"], env });
  await using monitor = await RunningProcess.start("cache-monitor", { env });
  await monitor.line(
    /^\[\d\d:\d\d:\d\d\] \[-\/2s -{20}\] \| MEM: [\d.]+[KM] \| OPS\/s: \d+ \| HIT: .+ \| CACHE: users=0, /,
  );
  await using _worker = await RunningProcess.start("cache-worker", { env });
  await monitor.line(/^\[\d\d:\d\d:\d\d\] \[\d\/2s [#-]{20}\] .* \| CACHE: users=700, products=40 \| 교체: 1회$/);
  await monitor.line(/교체: 3회$/);
  const { code, stdout } = await monitor.stop();
  assertEquals(code, 0);
  const seconds = stdout.trim().split("\n").map((line) => line.slice(1, 9));
  assertEquals(seconds.length > 3, true);
});

Deno.test("cache-monitor --once --json prints one document", async () => {
  await using shop = await testInstallation(["redis"]);
  await runProcessToEnd("seed", { args: ["--users", "20", "--products", "10"], env: shop.env });
  await runProcessToEnd("cache-worker", { args: ["--once"], env: shop.env });
  const { code, stdout } = await runProcessToEnd("cache-monitor", { args: ["--once", "--json"], env: shop.env });
  assertEquals(code, 0);
  const { reachable, intervalSeconds, pools, refreshes, replaced } = JSON.parse(stdout);
  assertEquals({ reachable, intervalSeconds, pools, refreshes, replaced }, {
    reachable: true,
    intervalSeconds: 50,
    pools: { users: 20, products: 10 },
    refreshes: 1,
    replaced: 0,
  });
});

Deno.test("cache-monitor goes on while Redis is unreachable", async () => {
  const env = { REDIS_URL: "redis://127.0.0.1:1", METRICS_PORT: "0" };
  await using monitor = await RunningProcess.start("cache-monitor", { env });
  await monitor.line(/\[-\/50s -{20}\] \| Cannot reach Redis: no connection$/);
  await monitor.line(/./);
  assertEquals(monitor.isRunning, true);
  assertEquals((await monitor.stop()).code, 0);
  const once = await runProcessToEnd("cache-monitor", { args: ["--once", "--json"], env });
  assertEquals([once.code, JSON.parse(once.stdout).reachable], [1, false]);
});

Deno.test("cache-monitor without Redis looks into the running shop", async () => {
  const env = { METRICS_PORT: "0", PORT: "0", DATA_DIR: "./data", CACHE_BATCH_SIZE: "50" };
  await using shop = await RunningProcess.start("start", { args: ["--ephemeral"], env });
  const [, port] = await shop.line(/is open at http:\/\/127\.0\.0\.1:(\d+)/);
  await using monitor = await RunningProcess.start("cache-monitor", { env: { ...env, PORT: port! } });
  await monitor.line(/\| MEM: [\d.]+[MG] \|.* \| CACHE: users=50, products=50 \| 교체: \d+회$/);
});
