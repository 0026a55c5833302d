import type { Product } from "../../../domain/commerce/product.ts";
import type { User, UserId } from "../../../domain/commerce/user.ts";

/** Since the cache started. `hitRate` is 0 to 1, or `null` before the first read. */
export interface CacheUse {
  readonly hits: number;
  readonly misses: number;
  readonly hitRate: number | null;
}

/** Replacing swaps a whole pool at once: readers never see none or a mix. All but `isConnected` throw `Outage`. */
export interface CachePools {
  replaceUsers(users: readonly User[]): Promise<void>;
  replaceProducts(products: readonly Product[]): Promise<void>;
  /** Whether it was there. */
  removeUser(id: UserId): Promise<boolean>;
  users(): Promise<User[]>;
  products(): Promise<Product[]>;
  /** All members are equally likely; `null` from an empty pool. */
  randomUser(): Promise<User | null>;
  randomProduct(): Promise<Product | null>;
  sizes(): Promise<{ readonly users: number; readonly products: number }>;
  use(): Promise<CacheUse>;
  isConnected(): Promise<boolean>;
}

/** Without guests and things that are no goods; ties by id. All throw `Outage`. */
export interface PoolCandidates {
  /** The longest ago first. */
  buyers(limit: number): Promise<User[]>;
  /** The newest first. */
  newcomers(limit: number): Promise<User[]>;
  /** Ask after they are in a pool: an erasure meanwhile has dropped them before, or is seen here. */
  erasedAmongst(users: readonly User[]): Promise<readonly UserId[]>;
  /** The most ordered first. */
  bestSellers(limit: number): Promise<Product[]>;
  /** The newest first. */
  unsold(limit: number): Promise<Product[]>;
}

export interface PoolRefresh {
  /** Since the cache began. */
  readonly count: number;
  readonly at: Date;
}

/** Both throw `Outage`. */
export interface PoolRefreshes {
  /** `at`: when the store was read. */
  note(at: Date): Promise<void>;
  last(): Promise<PoolRefresh | null>;
}

/** Summed over all nodes. */
export interface CacheLoad {
  readonly memoryBytes: number;
  readonly opsPerSecond: number;
}

/** Throws `Outage`. */
export interface CacheLoads {
  load(): Promise<CacheLoad>;
}
