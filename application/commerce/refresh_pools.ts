import { type PoolQuota, productQuota, topUp, userQuota } from "../../domain/commerce/cache_pool.ts";
import type { CachePools } from "./ports/cache_pools.ts";
import type { PoolCandidates } from "./ports/pool_candidates.ts";
import type { PoolRefreshes } from "./ports/pool_refreshes.ts";

export interface RefreshPoolsDeps {
  readonly candidates: PoolCandidates;
  readonly pools: Pick<CachePools, "replaceUsers" | "replaceProducts">;
  readonly refreshes: Pick<PoolRefreshes, "note">;
  readonly clock: () => Date;
}

/** How many members each pool has now. */
export interface RefreshedPools {
  readonly users: number;
  readonly products: number;
}

const POOL_SIZE = 1_000;

/**
 * Fills both pools anew from the store: 600 buyers and 400 newcomers, 700 best sellers and 300 unsold products, and more of
 * the one kind where the other is short. Notes when it did, once both are filled.
 *
 * Throws `Outage`; each pool then is the old one or the new one.
 */
export async function refreshPools(
  { candidates, pools, refreshes, clock }: RefreshPoolsDeps,
  { size = POOL_SIZE }: { readonly size?: number } = {},
): Promise<RefreshedPools> {
  const asOf = clock();
  const [users, products] = await Promise.all([
    gather(
      userQuota(size),
      (limit, skip) => candidates.buyers(limit, skip),
      (limit, skip) => candidates.newcomers(limit, skip),
      (user) => user.userId,
    ),
    gather(
      productQuota(size),
      (limit, skip) => candidates.bestSellers(limit, skip),
      (limit, skip) => candidates.unsold(limit, skip),
      (product) => product.productId,
    ),
  ]);
  await Promise.all([pools.replaceUsers(users), pools.replaceProducts(products)]);
  await refreshes.note(asOf);
  return { users: users.length, products: products.length };
}

type Ask<T> = (limit: number, skip: number) => Promise<T[]>;

async function gather<T>(wanted: PoolQuota, established: Ask<T>, fresh: Ask<T>, idOf: (member: T) => string) {
  const [first, asked] = await Promise.all([established(wanted.established, 0), fresh(wanted.fresh, 0)]);
  // Somebody who bought between the two questions is in both answers, and is a buyer.
  const buyers = new Set(first.map(idOf));
  const second = asked.filter((member) => !buyers.has(idOf(member)));
  const more = topUp(wanted, { established: first.length, fresh: second.length });
  const rest = more.established > 0
    ? await established(more.established, first.length)
    : more.fresh > 0
    ? await fresh(more.fresh, second.length)
    : [];
  return [...new Map([...second, ...first, ...rest].map((member) => [idOf(member), member])).values()];
}
