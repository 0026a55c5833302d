import type { CachePools } from "../ports/cache.ts";

export interface PoolSplit {
  readonly users: { readonly bought: number; readonly new: number };
  readonly products: { readonly ordered: number; readonly unsold: number };
}

/** Reads both pools completely: call it every few seconds at most. */
export async function splitPools(pools: CachePools): Promise<PoolSplit> {
  const [users, products] = await Promise.all([pools.users(), pools.products()]);
  const bought = users.filter((user) => user.lastOrderedAt !== null).length;
  const ordered = products.filter((product) => product.orderCount > 0).length;
  return {
    users: { bought, new: users.length - bought },
    products: { ordered, unsold: products.length - ordered },
  };
}
