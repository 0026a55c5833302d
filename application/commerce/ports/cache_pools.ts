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
