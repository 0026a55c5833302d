import { Outage } from "../../shared/fault.ts";
import type { CacheLoad, CacheLoads } from "../ports/cache_load.ts";
import type { CachePools, CacheUse } from "../ports/cache_pools.ts";
import type { PoolRefresh, PoolRefreshes } from "../ports/pool_refreshes.ts";

interface WatchCacheDeps {
  readonly pools: Pick<CachePools, "sizes" | "use">;
  readonly refreshes: Pick<PoolRefreshes, "last">;
  readonly loads: CacheLoads;
}

/** The cache at one moment, or why it can't be seen. */
export type CacheStats =
  | {
    readonly reachable: true;
    readonly at: Date;
    readonly load: CacheLoad;
    readonly use: CacheUse;
    readonly pools: { readonly users: number; readonly products: number };
    readonly refresh: PoolRefresh | null;
  }
  | { readonly reachable: false; readonly at: Date; readonly reason: string };

/** Looks at the cache once. An outage is an answer like any other: whoever watches goes on watching. */
export async function watchCache({ pools, refreshes, loads }: WatchCacheDeps, at: Date): Promise<CacheStats> {
  try {
    const [load, use, sizes, refresh] = await Promise.all([
      loads.load(),
      pools.use(),
      pools.sizes(),
      refreshes.last(),
    ]);
    return { reachable: true, at, load, use, pools: sizes, refresh };
  } catch (error) {
    if (error instanceof Outage) return { reachable: false, at, reason: error.message };
    throw error;
  }
}

/** Counts how often the pools were replaced while somebody watched. */
export class ReplacementCount {
  #seen: number | null = null;
  #total = 0;

  /** Gives the count so far, `refresh` included. */
  add(refresh: PoolRefresh | null): number {
    const now = refresh?.count ?? 0;
    // A cache that was emptied counts from the beginning again.
    if (this.#seen !== null) this.#total += now >= this.#seen ? now - this.#seen : now;
    this.#seen = now;
    return this.#total;
  }
}
