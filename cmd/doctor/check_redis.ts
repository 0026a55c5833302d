import type { RedisFacts } from "../../adapters/redis/core/probe.ts";
import type { RedisConfig } from "../wiring/config/redis_config.ts";
import { type CheckResult, resultsOf } from "./check_result.ts";
import { checkClock } from "./check_clock.ts";

const redis = resultsOf("redis");
const { ok, warning, error } = redis;

/** Above this share of the limit a larger pool may not fit any more. */
const FULL = 0.9;
const HRANDFIELD_REMEDY = "Upgrade Redis to 6.2 or newer: one member of a pool is drawn by HRANDFIELD.";

export function checkRedis(facts: RedisFacts, config: RedisConfig): CheckResult[] {
  const where = config.url.split(",").map((part) => new URL(part.trim()).host).join(",");
  return [
    ok("reachable", `${where} answers`),
    checkEntry(config),
    facts.hasHrandfield
      ? ok("version", `Redis ${facts.version}`)
      : error("version", `Redis ${facts.version}`, HRANDFIELD_REMEDY),
    checkMode(facts, config),
    ...checkWriting(facts),
    checkMemory(facts),
    checkEviction(facts),
    checkClock(redis, facts.clockOffsetMs),
  ];
}

function checkEntry({ url, caFile, certificate }: RedisConfig): CheckResult {
  const first = new URL(url.split(",")[0]!);
  const login = first.password === "" ? "no password" : `as ${decodeURIComponent(first.username) || "default"}`;
  if (first.protocol === "redis:") return ok("entry", `no TLS, ${login}`);
  const judge = caFile ? "REDIS_CA_FILE" : "the system's authorities";
  return ok(
    "entry",
    `TLS, the certificate is checked by ${judge}${certificate ? ", one of its own is shown" : ""}; ${login}`,
  );
}

function checkMode({ isCluster, masters, clusterState }: RedisFacts, { url, cluster }: RedisConfig): CheckResult {
  const treatedAsCluster = cluster || url.includes(",");
  if (!isCluster) {
    return treatedAsCluster
      ? error(
        "mode",
        "a single server, spoken to as a Cluster",
        "Give one address in REDIS_URL and remove REDIS_CLUSTER.",
      )
      : ok("mode", "a single server");
  }
  if (!treatedAsCluster) {
    return error(
      "mode",
      "a Cluster, spoken to as a single server",
      "Set REDIS_CLUSTER=true, or give several addresses.",
    );
  }
  if (clusterState === "ok") return ok("mode", `a Cluster of ${masters} masters`);
  return error(
    "mode",
    `a Cluster in state ${clusterState}`,
    "Check `redis-cli cluster nodes`: every slot needs a master.",
  );
}

function checkWriting({ writeRefusal }: RedisFacts): CheckResult[] {
  if (writeRefusal === null) return [ok("writable", "keys can be written")];
  // A node of a Cluster that sends the client elsewhere; what is wrong was said of the mode.
  if (writeRefusal.startsWith("MOVED")) return [];
  return [error(
    "writable",
    `nothing can be written: ${writeRefusal}`,
    "Use a primary with free memory, and a user who may write keys.",
  )];
}

function checkMemory({ usedMemoryBytes, maxMemoryBytes, masters }: RedisFacts): CheckResult {
  const mb = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;
  if (maxMemoryBytes === 0) return ok("memory", `${mb(usedMemoryBytes)} in use, no limit`);
  const limit = maxMemoryBytes * masters;
  const what = `${mb(usedMemoryBytes)} of ${mb(limit)} in use`;
  if (usedMemoryBytes < limit * FULL) return ok("memory", what);
  return warning("memory", what, "Raise maxmemory, or lower CACHE_BATCH_SIZE.");
}

/** The pools never expire, so only policies that look at all keys can throw them out. */
function checkEviction({ maxMemoryPolicy, maxMemoryBytes }: RedisFacts): CheckResult {
  const what = `maxmemory-policy is ${maxMemoryPolicy}`;
  if (maxMemoryBytes === 0 || !maxMemoryPolicy.startsWith("allkeys-")) return ok("eviction", what);
  return warning(
    "eviction",
    `${what}: a whole pool can be thrown out, and the producer waits until the next refresh`,
    "Set maxmemory-policy to volatile-lru.",
  );
}
