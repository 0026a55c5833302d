import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";

/**
 * Where a market's first users and products are stored, many at a time.
 *
 * Each call is one transaction, gives how many were really new, and leaves what is there already as it is, so that a
 * repetition does no harm. Both throw `Outage`.
 */
export interface CommerceWriter {
  addUsers(users: readonly User[]): Promise<number>;
  addProducts(products: readonly Product[]): Promise<number>;
}
