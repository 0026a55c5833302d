import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";

/** Since the cache started. `hitRate` is 0 to 1, or `null` before the first read. */
export interface CacheUse {
  readonly hits: number;
  readonly misses: number;
  readonly hitRate: number | null;
}

/**
 * The two pools that the live stream draws from. Replacing swaps a whole pool at once: a reader sees the old members or
 * the new ones, never none, never a mix. All methods but `isConnected` throw `Outage`.
 */
export interface CachePools {
  replaceUsers(users: readonly User[]): Promise<void>;
  replaceProducts(products: readonly Product[]): Promise<void>;
  users(): Promise<User[]>;
  products(): Promise<Product[]>;
  /** One member, all equally likely; `null` from an empty pool. */
  randomUser(): Promise<User | null>;
  randomProduct(): Promise<Product | null>;
  sizes(): Promise<{ readonly users: number; readonly products: number }>;
  use(): Promise<CacheUse>;
  isConnected(): Promise<boolean>;
}

/** Who and what may enter the pools. Guests and things that are no goods never do. All throw `Outage`. */
export interface PoolCandidates {
  /** Customers who have bought, the longest ago first (ties by id). */
  buyers(limit: number): Promise<User[]>;
  /** Customers who have not bought yet, the newest first (ties by id). */
  newcomers(limit: number): Promise<User[]>;
  /** Products by order count, the most ordered first (ties by id). */
  bestSellers(limit: number): Promise<Product[]>;
  /** Products without an order, the newest first (ties by id). */
  unsold(limit: number): Promise<Product[]>;
}

/** The last time that both pools were replaced. */
export interface PoolRefresh {
  /** How often the pools have been replaced since the cache began. */
  readonly count: number;
  readonly at: Date;
}

/** Keeps when the pools were replaced, beside the pools, for those who watch them. Both throw `Outage`. */
export interface PoolRefreshes {
  /** Notes that both pools hold what the store held at `at`. */
  note(at: Date): Promise<void>;
  /** `null` before the first. */
  last(): Promise<PoolRefresh | null>;
}

/** How the cache itself is doing, summed over its nodes. */
export interface CacheLoad {
  /** What everything in the cache takes. */
  readonly memoryBytes: number;
  /** Commands a second, of all its clients. */
  readonly opsPerSecond: number;
}

/** A look at the cache's own figures. Throws `Outage`. */
export interface CacheLoads {
  load(): Promise<CacheLoad>;
}
