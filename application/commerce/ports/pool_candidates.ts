import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";

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
