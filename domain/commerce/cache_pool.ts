/** How a pool of a given size is shared between its two kinds of members. */
export interface PoolQuota {
  /** Wanted from the first kind: customers who have bought, products that sell. */
  readonly established: number;
  /** Wanted from the second kind: customers who have not bought yet, products nobody has ordered. */
  readonly fresh: number;
}

const ESTABLISHED_USERS_SHARE = 0.6;
const ESTABLISHED_PRODUCTS_SHARE = 0.7;

/** 600 buyers (longest ago first) and 400 newest non-buyers of 1,000. */
export function userQuota(size: number): PoolQuota {
  return quota(size, ESTABLISHED_USERS_SHARE);
}

/** 700 best sellers and 300 newest unsold products of 1,000. */
export function productQuota(size: number): PoolQuota {
  return quota(size, ESTABLISHED_PRODUCTS_SHARE);
}

function quota(size: number, share: number): PoolQuota {
  const established = Math.round(size * share);
  return { established, fresh: size - established };
}

/** How many more to ask of the other kind when one kind is short; both zero when the pool is full or all is in it. */
export function topUp(wanted: PoolQuota, got: PoolQuota): PoolQuota {
  return {
    established: got.established < wanted.established ? 0 : Math.max(0, wanted.fresh - got.fresh),
    fresh: got.fresh < wanted.fresh ? 0 : Math.max(0, wanted.established - got.established),
  };
}
