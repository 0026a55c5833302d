import { sleep } from "../../adapters/system/sleep.ts";
import { TimedOut, withTimeout } from "../../adapters/system/with_timeout.ts";
import { type CacheStats, ReplacementCount, watchCache } from "../../application/commerce/cache/watch_cache.ts";
import { openRedisCache } from "../wiring/commerce.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { formatCacheStats, jsonOf } from "./format_cache_stats.ts";
import { readShopState } from "./read_shop_state.ts";

interface MonitorOptions {
  readonly json: boolean;
  readonly once: boolean;
}

const EVERY_MS = 1_000;
/** One look alone holds no next line up. */
const ONCE_MS = 10_000;

export async function monitorCache(process: Process, { json, once }: MonitorOptions): Promise<number> {
  const { config, signal } = process;
  const look = lookOf(process);
  const replacements = new ReplacementCount();
  let replaced = 0;
  while (!signal.aborted) {
    const began = performance.now();
    const stats = await lookWithin(once ? ONCE_MS : EVERY_MS, look, new Date());
    if (stats.reachable) replaced = replacements.add(stats.refresh);
    const observation = { stats, intervalSeconds: config.commerce.cache.refreshSeconds, replaced };
    console.log(json ? jsonOf(observation) : formatCacheStats(observation));
    if (once) return stats.reachable ? 0 : 1;
    await sleep(EVERY_MS - (performance.now() - began), signal);
  }
  return 0;
}

type Look = (at: Date) => Promise<CacheStats>;

function lookOf(process: Process): Look {
  const { redis, http } = process.config;
  if (!redis) return readShopState(`http://${nearHost(http.host)}:${http.port}`);
  const cache = openRedisCache(process, redis);
  return (at) => watchCache({ pools: cache, refreshes: cache, loads: cache }, at);
}

/** An address to reach a listener on `host` from this machine: a wildcard address can't be called. */
function nearHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}

/** A cache that does not answer in time counts as unreachable: the next line must not be late. */
async function lookWithin(ms: number, look: Look, at: Date): Promise<CacheStats> {
  try {
    return await withTimeout(ms, look(at));
  } catch (error) {
    if (!(error instanceof TimedOut)) throw error;
    return { reachable: false, at, reason: `The cache does not answer within ${ms} ms` };
  }
}
