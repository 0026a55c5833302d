import type { CacheStats } from "../../application/commerce/cache/watch_cache.ts";

interface Observation {
  readonly stats: CacheStats;
  readonly intervalSeconds: number;
  readonly replaced: number;
}

const BAR_CELLS = 20;
const UNITS = ["B", "K", "M", "G", "T"];

/** Local time; OPS/s and HIT include the monitor's own reads. Past the interval the cache worker is late. */
export function formatCacheStats({ stats, intervalSeconds, replaced }: Observation): string {
  const time = `[${stats.at.toTimeString().slice(0, 8)}]`;
  if (!stats.reachable) return `${time} [-/${intervalSeconds}s ${bar(0)}] | ${stats.reason}`;
  const { load, use, pools } = stats;
  const age = ageSeconds(stats);
  return [
    `${time} [${age ?? "-"}/${intervalSeconds}s ${bar((age ?? 0) / intervalSeconds)}]`,
    `MEM: ${formatBytes(load.memoryBytes)}`,
    `OPS/s: ${Math.round(load.opsPerSecond)}`,
    `HIT: ${use.hitRate === null ? "-" : `${(use.hitRate * 100).toFixed(1)}%`}`,
    `CACHE: users=${pools.users}, products=${pools.products}`,
    `교체: ${replaced}회`,
  ].join(" | ");
}

export function jsonOf({ stats, intervalSeconds, replaced }: Observation): string {
  if (!stats.reachable) {
    return JSON.stringify({ at: stats.at, reachable: false, reason: stats.reason, intervalSeconds, replaced });
  }
  const { at, load, use, pools, refresh } = stats;
  return JSON.stringify({
    at,
    reachable: true,
    secondsSinceRefresh: ageSeconds(stats),
    intervalSeconds,
    ...load,
    ...use,
    pools,
    refreshes: refresh?.count ?? 0,
    replaced,
  });
}

/** `null` before the first replacement; at least 0, since clocks of two machines differ. */
function ageSeconds({ at, refresh }: Extract<CacheStats, { reachable: true }>): number | null {
  return refresh && Math.max(0, Math.floor((at.getTime() - refresh.at.getTime()) / 1_000));
}

function bar(share: number): string {
  const filled = Math.min(BAR_CELLS, Math.floor(share * BAR_CELLS));
  return "#".repeat(filled).padEnd(BAR_CELLS, "-");
}

export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(bytes) / Math.log(1_024)));
  const value = bytes / 1_024 ** power;
  return `${power === 0 ? Math.round(value) : value.toFixed(2)}${UNITS[power]}`;
}
