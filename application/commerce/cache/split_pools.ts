import type { CachePools } from "../ports/cache_pools.ts";

/** How the pools are made up right now, against the 600/400 and 700/300 they aim at. */
export interface PoolSplit {
  readonly users: { readonly bought: number; readonly new: number };
  readonly products: { readonly ordered: number; readonly unsold: number };
}

/** Counts both kinds of members in both pools. It reads them whole: ask every few seconds, not for each request. */
export async function splitPools(pools: CachePools): Promise<PoolSplit> {
  const [users, products] = await Promise.all([pools.users(), pools.products()]);
  const bought = users.filter((user) => user.lastOrderedAt !== null).length;
  const ordered = products.filter((product) => product.orderCount > 0).length;
  return {
    users: { bought, new: users.length - bought },
    products: { ordered, unsold: products.length - ordered },
  };
}
