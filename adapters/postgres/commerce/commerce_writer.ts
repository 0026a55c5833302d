import type { CommerceWriter } from "../../../application/commerce/ports/shop.ts";
import type { OrderBatches } from "../../../application/commerce/ports/import.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import type { Sql } from "../core/connect.ts";
import { ErasedUsers } from "./erased_users.ts";
import { insertOrders } from "./insert_orders.ts";
import { PRODUCTS } from "./product_columns.ts";
import { USERS } from "./user_columns.ts";
import { applyAtOnce } from "./order_deltas.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";

/** Past the log: for the first seed and for imports. */
export class PostgresCommerceWriter implements CommerceWriter, OrderBatches {
  constructor(private readonly sql: Sql, private readonly erased: ErasedUsers = new ErasedUsers()) {}

  addUsers(users: readonly User[]): Promise<number> {
    return transaction(this.sql, async (sql) => {
      const admitted = await this.erased.withhold(sql, { users, orders: [] }, await this.erased.share(sql));
      return await USERS.insertNew(sql, admitted.users);
    });
  }

  addProducts(products: readonly Product[]): Promise<number> {
    return mapPostgresErrors(() => PRODUCTS.insertNew(this.sql, products));
  }

  addOrders(orders: readonly Order[]): Promise<{ stored: number; duplicates: number }> {
    return transaction(this.sql, async (sql) => {
      const named = await this.erased.withhold(sql, { users: [], orders }, await this.erased.share(sql));
      const { stored, duplicates } = await insertOrders(sql, named.orders);
      // No consumer may be running.
      await applyAtOnce(sql, stored, Infinity);
      return { stored, duplicates };
    });
  }
}
