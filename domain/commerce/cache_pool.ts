export interface PoolQuota {
  /** Customers who have bought, products that sell. */
  readonly established: number;
  /** Customers without orders, products without sales. */
  readonly fresh: number;
}

const ESTABLISHED_USERS_SHARE = 0.6;
const ESTABLISHED_PRODUCTS_SHARE = 0.7;

export function userQuota(size: number): PoolQuota {
  return quota(size, ESTABLISHED_USERS_SHARE);
}

export function productQuota(size: number): PoolQuota {
  return quota(size, ESTABLISHED_PRODUCTS_SHARE);
}

function quota(size: number, share: number): PoolQuota {
  const established = Math.round(size * share);
  return { established, fresh: size - established };
}

/** More to request of the other kind when one runs short; zero for both when the pool is full. */
export function topUp(wanted: PoolQuota, got: PoolQuota): PoolQuota {
  return {
    established: got.established < wanted.established ? 0 : Math.max(0, wanted.fresh - got.fresh),
    fresh: got.fresh < wanted.fresh ? 0 : Math.max(0, wanted.established - got.established),
  };
}
