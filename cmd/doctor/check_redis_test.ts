import { assertEquals } from "@std/assert";
import type { RedisFacts } from "../../adapters/redis/core/probe.ts";
import type { RedisConfig } from "../wiring/config/redis_config.ts";
import { checkRedis } from "./check_redis.ts";

const config: RedisConfig = {
  url: "rediss://shop:s3cret@cache.example.com:6379",
  cluster: false,
  passwordFile: null,
  caFile: null,
  certificate: null,
};
const facts: RedisFacts = {
  version: "7.0.15",
  isCluster: false,
  masters: 1,
  clusterState: null,
  hasHrandfield: true,
  maxMemoryBytes: 0,
  usedMemoryBytes: 2_000_000,
  maxMemoryPolicy: "noeviction",
  writeRefusal: null,
  clockOffsetMs: 0,
};

function complaints(changed: Partial<RedisFacts>, settings: Partial<RedisConfig> = {}): string[] {
  return checkRedis({ ...facts, ...changed }, { ...config, ...settings })
    .filter(({ status }) => status !== "ok").map(({ check, status }) => `${check}: ${status}`);
}

Deno.test("checkRedis has nothing to say against a good server or a good Cluster", () => {
  assertEquals(complaints({}), []);
  const cluster = { isCluster: true, masters: 3, clusterState: "ok" };
  assertEquals(complaints(cluster, { cluster: true }), []);
  assertEquals(complaints(cluster, { url: "redis://127.0.0.1:1,redis://127.0.0.1:2" }), []);
});

Deno.test("checkRedis finds a server that is too old or takes no writes", () => {
  assertEquals(complaints({ version: "6.0.16", hasHrandfield: false }), ["version: error"]);
  assertEquals(complaints({ writeRefusal: "READONLY You can't write against a read only replica." }), [
    "writable: error",
  ]);
});

Deno.test("checkRedis finds a Cluster that is spoken to as a server, and the reverse, and says it once", () => {
  const cluster = { isCluster: true, masters: 3, clusterState: "ok", writeRefusal: "MOVED 16119 127.0.0.1:17003" };
  assertEquals(complaints(cluster), ["mode: error"]);
  assertEquals(complaints({}, { cluster: true }), ["mode: error"]);
  assertEquals(complaints({ isCluster: true, clusterState: "fail" }, { cluster: true }), ["mode: error"]);
});

Deno.test("checkRedis minds eviction and memory only where there is a limit", () => {
  const limit = { maxMemoryBytes: 10_000_000 };
  assertEquals(complaints({ maxMemoryPolicy: "allkeys-lru" }), []);
  assertEquals(complaints({ ...limit, maxMemoryPolicy: "allkeys-lru" }), ["eviction: warning"]);
  assertEquals(complaints({ ...limit, maxMemoryPolicy: "volatile-lru" }), []);
  assertEquals(complaints({ ...limit, usedMemoryBytes: 9_500_000 }), ["memory: warning"]);
});
