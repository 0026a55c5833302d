import { type PoolQuota, productQuota, topUp, userQuota } from "../../../domain/commerce/cache_pool.ts";
import type { CachePools, PoolCandidates, PoolRefreshes } from "../ports/cache.ts";

interface RefreshPoolsDeps {
  readonly candidates: PoolCandidates;
  readonly pools: Pick<CachePools, "replaceUsers" | "replaceProducts" | "removeUser">;
  readonly refreshes: Pick<PoolRefreshes, "note">;
  readonly clock: () => Date;
}

interface RefreshedPools {
  readonly users: number;
  readonly products: number;
}

const POOL_SIZE = 1_000;

/** Each part is topped up with the other kind. Throws `Outage`; each pool is then the old or the new one. */
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
  const erased = await candidates.erasedAmongst(users);
  await Promise.all(erased.map((id) => pools.removeUser(id)));
  await refreshes.note(asOf);
  return { users: users.length - erased.length, products: products.length };
}

type Ask<T> = (limit: number) => Promise<T[]>;

async function gather<T>(wanted: PoolQuota, established: Ask<T>, fresh: Ask<T>, idOf: (member: T) => string) {
  const size = wanted.established + wanted.fresh;
  let [first, second] = await Promise.all([established(wanted.established), fresh(wanted.fresh)]);
  const notBuyers = () => {
    const buyers = new Set(first.map(idOf));
    return second.filter((member) => !buyers.has(idOf(member)));
  };
  const more = topUp(wanted, { established: first.length, fresh: notBuyers().length });
  // From the start: a customer who bought meanwhile has shifted all others, so an offset would skip one.
  if (more.established > 0) first = await established(size);
  else if (more.fresh > 0) second = await fresh(size);
  const newcomers = notBuyers();
  const buyers = first.slice(0, Math.max(wanted.established, size - newcomers.length));
  return [...newcomers.slice(0, size - buyers.length), ...buyers];
}
