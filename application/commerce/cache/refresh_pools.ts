import { type PoolQuota, productQuota, topUp, userQuota } from "../../../domain/commerce/cache_pool.ts";
import type { CachePools } from "../ports/cache_pools.ts";
import type { PoolCandidates } from "../ports/pool_candidates.ts";
import type { PoolRefreshes } from "../ports/pool_refreshes.ts";

interface RefreshPoolsDeps {
  readonly candidates: PoolCandidates;
  readonly pools: Pick<CachePools, "replaceUsers" | "replaceProducts">;
  readonly refreshes: Pick<PoolRefreshes, "note">;
  readonly clock: () => Date;
}

/** How many members each pool has now. */
interface RefreshedPools {
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
      (limit) => candidates.buyers(limit),
      (limit) => candidates.newcomers(limit),
      (user) => user.userId,
    ),
    gather(
      productQuota(size),
      (limit) => candidates.bestSellers(limit),
      (limit) => candidates.unsold(limit),
      (product) => product.productId,
    ),
  ]);
  await Promise.all([pools.replaceUsers(users), pools.replaceProducts(products)]);
  await refreshes.note(asOf);
  return { users: users.length, products: products.length };
}

type Ask<T> = (limit: number) => Promise<T[]>;

async function gather<T>(wanted: PoolQuota, established: Ask<T>, fresh: Ask<T>, idOf: (member: T) => string) {
  const size = wanted.established + wanted.fresh;
  let [first, second] = await Promise.all([established(wanted.established), fresh(wanted.fresh)]);
  // Somebody who bought between two questions is in both answers, and is a buyer.
  const notBuyers = () => {
    const buyers = new Set(first.map(idOf));
    return second.filter((member) => !buyers.has(idOf(member)));
  };
  const more = topUp(wanted, { established: first.length, fresh: notBuyers().length });
  // From the beginning again: one who bought meanwhile has moved all behind up by one, and passing over those that are
  // known would pass over somebody else too.
  if (more.established > 0) first = await established(size);
  else if (more.fresh > 0) second = await fresh(size);
  const newcomers = notBuyers();
  const buyers = first.slice(0, Math.max(wanted.established, size - newcomers.length));
  return [...newcomers.slice(0, size - buyers.length), ...buyers];
}
