import { Outage } from "../../shared/fault.ts";
import type { CacheLoad, CacheLoads, CachePools, CacheUse, PoolRefresh, PoolRefreshes } from "../ports/cache.ts";

interface WatchCacheDeps {
  readonly pools: Pick<CachePools, "sizes" | "use">;
  readonly refreshes: Pick<PoolRefreshes, "last">;
  readonly loads: CacheLoads;
}

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

/** An outage is a result. */
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

export class ReplacementCount {
  #seen: number | null = null;
  #total = 0;

  add(refresh: PoolRefresh | null): number {
    const now = refresh?.count ?? 0;
    // An emptied cache restarts its count.
    if (this.#seen !== null) this.#total += now >= this.#seen ? now - this.#seen : now;
    this.#seen = now;
    return this.#total;
  }
}
