import { reasonOf } from "../../application/shared/fault.ts";
import type { CacheStats } from "../../application/commerce/cache/watch_cache.ts";

type Figures = ReadonlyMap<string, number>;

/** Without Redis only the `/metrics` of the running process shows its cache; memory is that process's own. */
export function readShopState(address: string, fetcher: typeof fetch = fetch): (at: Date) => Promise<CacheStats> {
  let before: { at: Date; reads: number } | undefined;
  return async (at) => {
    let figures: Figures;
    try {
      figures = parseMetrics(await ask(`${address}/metrics`, fetcher));
    } catch (error) {
      return { reachable: false, at, reason: `Cannot reach the shop at ${address}: ${reasonOf(error)}` };
    }
    const of = (name: string) => figures.get(name) ?? 0;
    const hits = of('tillstream_cache_reads{result="hit"}');
    const misses = of('tillstream_cache_reads{result="miss"}');
    const reads = hits + misses;
    const seconds = before ? (at.getTime() - before.at.getTime()) / 1_000 : 0;
    const opsPerSecond = before && seconds > 0 ? Math.max(0, reads - before.reads) / seconds : 0;
    before = { at, reads };
    const count = of("tillstream_pool_refreshes_total");
    return {
      reachable: true,
      at,
      load: { memoryBytes: of("process_resident_memory_bytes"), opsPerSecond },
      use: { hits, misses, hitRate: reads === 0 ? null : hits / reads },
      pools: {
        users: of('tillstream_pool_members{pool="users"}'),
        products: of('tillstream_pool_members{pool="products"}'),
      },
      refresh: count === 0 ? null : { count, at: new Date(of("tillstream_pools_refreshed_timestamp_seconds") * 1_000) },
    };
  };
}

async function ask(url: string, fetcher: typeof fetch): Promise<string> {
  const response = await fetcher(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`it answers with status ${response.status}`);
  return text;
}

function parseMetrics(text: string): Figures {
  const samples = text.split("\n").flatMap((line) => {
    const match = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (!match) return [];
    const labels = (match[2] ?? "").split(",").filter((label) => label !== "" && !label.startsWith("process="));
    return [[match[1] + (labels.length > 0 ? `{${labels.join(",")}}` : ""), Number(match[3])] as const];
  });
  return new Map(samples);
}
