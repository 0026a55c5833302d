import type { Product, ProductId } from "../../../domain/commerce/product.ts";
import type { May, Products, Stamps } from "../../../application/commerce/ports/shop.ts";
import type { ProductChanges } from "../../../domain/commerce/product_listing.ts";
import type { Sql } from "../core/connect.ts";
import { removeUnlessOrdered } from "./remove_unless_ordered.ts";
import { PRODUCTS } from "./product_columns.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";

export class PostgresProducts implements Products {
  constructor(private readonly sql: Sql) {}

  find(id: ProductId): Promise<(Product & Stamps) | null> {
    return mapPostgresErrors(() => PRODUCTS.find(this.sql, id));
  }

  add(product: Product): Promise<"added" | "exists"> {
    return mapPostgresErrors(async () => (await PRODUCTS.insertNew(this.sql, [product])) === 1 ? "added" : "exists");
  }

  change(id: ProductId, changes: ProductChanges): Promise<(Product & Stamps) | null>;
  change(id: ProductId, changes: ProductChanges, may: May<Product>): Promise<(Product & Stamps) | null | "refused">;
  change(id: ProductId, changes: ProductChanges, may?: May<Product>): Promise<(Product & Stamps) | null | "refused"> {
    return transaction(this.sql, (sql) => PRODUCTS.change(sql, id, changes, may));
  }

  remove(id: ProductId): Promise<"removed" | "unknown" | "has_orders"> {
    return mapPostgresErrors(() => removeUnlessOrdered(this.sql, PRODUCTS, id));
  }
}
