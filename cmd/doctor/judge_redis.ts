import type { RedisFacts, RedisProbe } from "../../adapters/redis/core/probe.ts";
import type { RedisConfig } from "../wiring/config/config.ts";
import { type Finding, findingsOf } from "./finding.ts";
import { judgeClock } from "./judge_clock.ts";

const redis = findingsOf("redis");
const { ok, warning, error } = redis;

/** Above this share of the limit a larger pool may not fit any more. */
const FULL = 0.9;
const HRANDFIELD_MEND = "Upgrade Redis to 6.2 or newer: one member of a pool is drawn by HRANDFIELD.";

const UNREACHABLE: readonly (readonly [RegExp, string])[] = [
  [
    /NOAUTH|WRONGPASS|invalid password|NOPERM/i,
    "Put user and password into REDIS_URL: redis://user:password@host:port.",
  ],
  [
    /certificate|self.signed|UNKNOWN_CA|UnknownIssuer|unable to (get|verify)/i,
    "Set REDIS_CA_FILE to the authority that signed the server's certificate.",
  ],
  [/ssl|tls|handshake/i, "Write rediss:// where the server speaks TLS, redis:// where it does not."],
  [/ENOTFOUND|EAI_AGAIN|lookup/i, "Correct the host's name in REDIS_URL."],
  [/CLUSTERDOWN|cluster/i, "Check `redis-cli cluster info`: every slot needs a master."],
];

export function judgeRedis(sight: RedisProbe, config: RedisConfig): Finding[] {
  const where = config.url.split(",").map((part) => new URL(part.trim()).host).join(",");
  if (!sight.reachable) {
    const mend = UNREACHABLE.find(([pattern]) => pattern.test(sight.reason))?.[1] ??
      `Start Redis, or correct host and port in REDIS_URL${
        config.url.startsWith("rediss:") ? "; without TLS it begins with redis://" : ""
      }.`;
    return [error("reachable", `${where} can't be reached: ${sight.reason}`, mend)];
  }
  const { facts } = sight;
  return [
    ok("reachable", `${where} answers`),
    judgeEntry(config),
    facts.hasHrandfield
      ? ok("version", `Redis ${facts.version}`)
      : error("version", `Redis ${facts.version}`, HRANDFIELD_MEND),
    judgeMode(facts, config),
    ...judgeWriting(facts),
    judgeMemory(facts),
    judgeEviction(facts),
    judgeClock(redis, facts.clockOffsetMs),
  ];
}

/** How this side comes in, and how it knows who answers. */
function judgeEntry({ url, caFile, certificate }: RedisConfig): Finding {
  const first = new URL(url.split(",")[0]!);
  const login = first.password === "" ? "no password" : `as ${decodeURIComponent(first.username) || "default"}`;
  if (first.protocol === "redis:") return ok("entry", `no TLS, ${login}`);
  const judge = caFile ? "REDIS_CA_FILE" : "the system's authorities";
  return ok(
    "entry",
    `TLS, the certificate is checked by ${judge}${certificate ? ", one of its own is shown" : ""}; ${login}`,
  );
}

function judgeMode({ isCluster, masters, clusterState }: RedisFacts, { url, cluster }: RedisConfig): Finding {
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

function judgeWriting({ writeRefusal }: RedisFacts): Finding[] {
  if (writeRefusal === null) return [ok("writable", "keys can be written")];
  // A node of a Cluster that sends the client elsewhere; what is wrong was said of the mode.
  if (writeRefusal.startsWith("MOVED")) return [];
  return [error(
    "writable",
    `nothing can be written: ${writeRefusal}`,
    "Use a primary with free memory, and a user who may write keys.",
  )];
}

function judgeMemory({ usedMemoryBytes, maxMemoryBytes, masters }: RedisFacts): Finding {
  const mb = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;
  if (maxMemoryBytes === 0) return ok("memory", `${mb(usedMemoryBytes)} in use, no limit`);
  const limit = maxMemoryBytes * masters;
  const what = `${mb(usedMemoryBytes)} of ${mb(limit)} in use`;
  if (usedMemoryBytes < limit * FULL) return ok("memory", what);
  return warning("memory", what, "Raise maxmemory, or lower CACHE_BATCH_SIZE.");
}

/** The pools never expire, so only policies that look at all keys can throw them out. */
function judgeEviction({ maxMemoryPolicy, maxMemoryBytes }: RedisFacts): Finding {
  const what = `maxmemory-policy is ${maxMemoryPolicy}`;
  if (maxMemoryBytes === 0 || !maxMemoryPolicy.startsWith("allkeys-")) return ok("eviction", what);
  return warning(
    "eviction",
    `${what}: a whole pool can be thrown out, and the producer waits until the next refresh`,
    "Set maxmemory-policy to volatile-lru.",
  );
}
