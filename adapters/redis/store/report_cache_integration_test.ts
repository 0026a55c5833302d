import { assert, assertEquals, assertRejects } from "@std/assert";
import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { reportCacheContract } from "../../../application/store/ports/report_cache_contract.ts";
import { Outage } from "../../../application/shared/fault.ts";
import { formatReportKey } from "../../../domain/store/report_key.ts";
import "../../../testing/engines/leak_checks.ts";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { reportKey, sampleReport } from "../../../testing/fixtures/report_samples.ts";
import { endOf } from "../../../testing/ports/pools.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { sleep } from "../../system/sleep.ts";
import { connectRedis, type RedisClient } from "../core/connect.ts";
import { RedisReportCache } from "./report_cache.ts";

const single = () => connectRedis({ url: requiredAddress("TEST_REDIS_URL") });
const cluster = () => {
  const nodes = requiredAddress("TEST_REDIS_CLUSTER").split(",");
  return connectRedis({ url: nodes.map((node) => `redis://${node}`).join(",") });
};

/** A machine busy with other tests is not a Redis that is unreachable. */
const PATIENT = { answerWithinMs: 5_000 };

/** Two clients of an empty cache; its keys are gone at the end. */
async function openCache(connect: () => RedisClient) {
  const prefix = `${uniqueName("reports")}.`;
  const clients = [connect(), connect()] as const;
  await Promise.all(clients.map((client) => client.connect()));
  const [cache, elsewhere] = clients.map((client) => new RedisReportCache(client, prefix, PATIENT)) as [
    RedisReportCache,
    RedisReportCache,
  ];
  return {
    cache,
    elsewhere,
    redis: clients[0],
    prefix,
    elapse: (ms: number) => sleep(ms),
    [Symbol.asyncDispose]: async () => {
      for (const id of ["1", "10", "11", "1.1", "1-", "1_", "report", "2"]) await cache.reset(reportKey(id).storeId);
      await Promise.all(clients.map(endOf));
    },
  };
}

reportCacheContract("Redis", () => openCache(single));
reportCacheContract("Redis Cluster", () => openCache(cluster));

const life = { freshMs: 600_000, totalMs: 1_000_000 };

Deno.test("RedisReportCache keeps a report under the agreed name, behind the prefix, for its life", async () => {
  await using under = await openCache(single);
  const { cache, redis, prefix } = under;
  const lease = await cache.acquireLease(reportKey(), null, 1_000);
  assert(lease.outcome === "leased");
  await cache.put(reportKey(), sampleReport(reportKey()), { token: lease.token, costMs: 1, life });
  assertEquals(await redis.keys(`${prefix}*`), [`${prefix}report:1:2025-01-09:sales`]);
  const left = await redis.pttl(`${prefix}report:1:2025-01-09:sales`);
  assert(left > 990_000 && left <= 1_000_000, `${left}`);
});

Deno.test("RedisReportCache takes what it can't read for a miss, and recovers", async () => {
  await using under = await openCache(single);
  const { cache, redis, prefix } = under;
  const key = reportKey();
  const name = `${prefix}${formatReportKey(key)}`;
  const spoilers: Record<string, () => Promise<unknown>> = {
    "half a body": () => redis.hset(name, "body", '{"storeId":"1","da'),
    "no JSON": () => redis.hset(name, "body", "\u0000"),
    "another store's report": () => redis.hset(name, "body", JSON.stringify(sampleReport(reportKey("2"), 3))),
    "a report without figures": () =>
      redis.hset(name, "body", JSON.stringify({ ...sampleReport(key, 3), figures: undefined })),
    "another version than it says": () => redis.hset(name, "version", "99"),
    "an older format": () => redis.hset(name, "format", "0"),
    "no body at all": () => redis.hdel(name, "body"),
    "no numbers": () => redis.hset(name, "stale", "soon", "cost", "much"),
    "a text": () => redis.set(name, "an older program's report"),
    "a list": async () => {
      await redis.del(name);
      await redis.rpush(name, "x");
    },
  };
  for (const [what, spoil] of Object.entries(spoilers)) {
    const fill = async () => {
      const { seen } = await cache.read(key);
      const lease = await cache.acquireLease(key, seen, 1_000);
      assert(lease.outcome === "leased", `${what}: ${lease.outcome}`);
      return await cache.put(key, sampleReport(key, 100), { token: lease.token, costMs: 1, life });
    };
    await redis.del(name);
    assertEquals(await fill(), "stored");
    await spoil();
    assertEquals((await cache.read(key)).entry, null, what);
    assertEquals(await fill(), "stored", what);
    assertEquals((await cache.read(key)).entry?.report.version, 100, what);
    await spoil();
    await cache.raiseVersionFloor([key], 101);
    await cache.reset(key.storeId);
    assertEquals(await redis.exists(name), 0, what);
  }
});

Deno.test("RedisReportCache goes on when the server has forgotten its scripts or all of its keys", async () => {
  await using under = await openCache(single);
  const { cache, redis, prefix } = under;
  const before = await cache.acquireLease(reportKey(), null, 10_000);
  assert(before.outcome === "leased");
  await redis.script("FLUSH");
  // What FLUSHALL would do, without the other tests' keys.
  await redis.del(`${prefix}${formatReportKey(reportKey())}`);
  const report = sampleReport(reportKey());
  assertEquals(await cache.put(reportKey(), report, { token: before.token, costMs: 1, life }), "fenced");
  const after = await cache.acquireLease(reportKey(), null, 1_000);
  assert(after.outcome === "leased" && after.token > before.token);
  assertEquals(await cache.put(reportKey(), report, { token: after.token, costMs: 1, life }), "stored");
});

Deno.test("RedisReportCache never asks for all keys at once", async () => {
  await using under = await openCache(single);
  const { cache, prefix } = under;
  await using monitor = await monitored(prefix);
  for (let n = 0; n < 3; n++) await cache.acquireLease(reportKey("1", `2025-01-0${n + 1}`), null, 5_000);
  assertEquals(await cache.reset(reportKey().storeId), 3);
  while (monitor.commands.filter((command) => command === "UNLINK").length < 3) await sleep(10);
  assert(monitor.commands.includes("SCAN") && !monitor.commands.includes("KEYS"), monitor.commands.join());
});

Deno.test("RedisReportCache says within a second that nobody answers", async () => {
  const redis = connectRedis({ url: "redis://127.0.0.1:1" });
  const cache = new RedisReportCache(redis);
  const key = reportKey();
  await Promise.all([
    () => cache.read(key),
    () => cache.acquireLease(key, null, 1_000),
    () => cache.raiseVersionFloor([key], 1),
    () => cache.put(key, sampleReport(key), { token: 1, costMs: 1, life }),
    () => cache.release(key, 1),
  ].map((ask) => assertRejects(ask, Outage, "Cannot reach Redis")));
  redis.disconnect();
  // ioredis waits this long for a connection to close, also for one that has never been there.
  await sleep(2_000);
});

/** Commands with `prefix`. By a socket: ioredis ends with an error where others' commands come before MONITOR's answer. */
async function monitored(prefix: string) {
  const { hostname, port } = new URL(requiredAddress("TEST_REDIS_URL"));
  const socket = connect(Number(port), hostname);
  const commands: string[] = [];
  const begun = Promise.withResolvers<void>();
  const lines = createInterface({ input: socket }).on("line", (line) => {
    if (line === "+OK") return begun.resolve();
    const command = /^\+\S+ \[[^\]]+\] "(\w+)"/.exec(line)?.[1];
    if (command && line.includes(prefix)) commands.push(command.toUpperCase());
  });
  socket.write("MONITOR\r\n");
  await begun.promise;
  return {
    commands,
    [Symbol.asyncDispose]: async () => {
      const closed = once(lines, "close");
      socket.end();
      await closed;
    },
  };
}
