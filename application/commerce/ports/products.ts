import type { Product, ProductId } from "../../../domain/commerce/product.ts";
import type { ProductChanges } from "../../../domain/commerce/product_listing.ts";
import type { Stamps } from "./users.ts";

/** The catalogue, read and written one product at a time. Errors as in `Users`. */
export interface Products {
  find(id: ProductId): Promise<(Product & Stamps) | null>;
  add(product: Product): Promise<"added" | "exists">;
  change(id: ProductId, changes: ProductChanges): Promise<(Product & Stamps) | null>;
  remove(id: ProductId): Promise<"removed" | "unknown" | "has_orders">;
}
