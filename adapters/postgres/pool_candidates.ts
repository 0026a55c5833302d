import type { PoolCandidates } from "../../application/commerce/ports/pool_candidates.ts";
import type { Product } from "../../domain/commerce/product.ts";
import type { User } from "../../domain/commerce/user.ts";
import type { Sql } from "./connect.ts";
import { productFromRow, userFromRow } from "./rows.ts";
import { translating } from "./translate_errors.ts";

/** Each question is the beginning of a partial index (`migrations/main/001`), so its cost does not grow with the table. */
export class PostgresPoolCandidates implements PoolCandidates {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  buyers(limit: number): Promise<User[]> {
    return translating(async () =>
      (await this.#sql`
        select * from users where last_ordered_at is not null and not is_guest
        order by last_ordered_at, user_id limit ${limit}`).map(userFromRow)
    );
  }

  newcomers(limit: number): Promise<User[]> {
    return translating(async () =>
      (await this.#sql`
        select * from users where last_ordered_at is null and not is_guest
        order by created_at desc, user_id limit ${limit}`).map(userFromRow)
    );
  }

  bestSellers(limit: number): Promise<Product[]> {
    return translating(async () =>
      (await this.#sql`
        select * from products where order_count > 0 and is_goods
        order by order_count desc, product_id limit ${limit}`).map(productFromRow)
    );
  }

  unsold(limit: number): Promise<Product[]> {
    return translating(async () =>
      (await this.#sql`
        select * from products where order_count = 0 and is_goods
        order by created_at desc, product_id limit ${limit}`).map(productFromRow)
    );
  }
}
