import { type Product, type ProductId, productSchema } from "../../../domain/commerce/product.ts";
import type { Products } from "../../../application/commerce/ports/products.ts";
import type { ProductChanges } from "../../../domain/commerce/product_listing.ts";
import type { Stamps } from "../../../application/commerce/ports/users.ts";
import type { Sql } from "../core/connect.ts";
import { insertProducts } from "./insert_rows.ts";
import { productFromRow, productToRow, stampsFromRow } from "./rows.ts";
import { nothingWhereReferenced, translating } from "../core/translate_errors.ts";

export class PostgresProducts implements Products {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  find(id: ProductId): Promise<(Product & Stamps) | null> {
    return translating(async () => {
      const [row] = await this.#sql`select * from products where product_id = ${id}`;
      return row ? { ...productFromRow(row), ...stampsFromRow(row) } : null;
    });
  }

  add(product: Product): Promise<"added" | "exists"> {
    return translating(async () => (await insertProducts(this.#sql, [product])) === 1 ? "added" : "exists");
  }

  change(id: ProductId, changes: ProductChanges): Promise<(Product & Stamps) | null> {
    return translating(() =>
      this.#sql.begin(async (sql) => {
        const [row] = await sql`select * from products where product_id = ${id} for update`;
        if (!row) return null;
        const { created_at: _, order_count: __, ...columns } = productToRow(
          productSchema.parse({ ...productFromRow(row), ...changes }),
        );
        const [changed] = await sql`
          update products set ${sql(columns)}, updated_datetime = now() where product_id = ${id} returning *`;
        return { ...productFromRow(changed!), ...stampsFromRow(changed!) };
      })
    ) as Promise<(Product & Stamps) | null>;
  }

  remove(id: ProductId): Promise<"removed" | "unknown" | "has_orders"> {
    return translating(async () => {
      const removed = await this.#sql`
        delete from products where product_id = ${id}
        and not exists (select from orders where product_id = ${id})
        and not exists (select from waiting_orders where product_id = ${id})`.catch(nothingWhereReferenced);
      if (removed.count > 0) return "removed";
      return (await this.#sql`select from products where product_id = ${id}`).count > 0 ? "has_orders" : "unknown";
    });
  }
}
