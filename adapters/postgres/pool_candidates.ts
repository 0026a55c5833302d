import type { PoolCandidates } from "../../application/commerce/ports/pool_candidates.ts";
import type { Product } from "../../domain/commerce/product.ts";
import type { User } from "../../domain/commerce/user.ts";
import type { Sql } from "./connect.ts";
import { productFromRow, userFromRow } from "./rows.ts";
import { translating } from "./translate_errors.ts";

/** Each question is the beginning of a partial index (`migrations/main/001`), so its cost does not grow with the table. */
export class PostgresPoolCandidates implements PoolCandidates {
  readonly #sql: Sql;
  readonly #read = {
    buyers: newlyParsed(userFromRow),
    newcomers: newlyParsed(userFromRow),
    bestSellers: newlyParsed(productFromRow),
    unsold: newlyParsed(productFromRow),
  };

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  buyers(limit: number): Promise<User[]> {
    return translating(async () =>
      this.#read.buyers(
        await this.#sql`
        select ctid, xmin, * from users where last_ordered_at is not null and not is_guest
        order by last_ordered_at, user_id limit ${limit}`,
      )
    );
  }

  newcomers(limit: number): Promise<User[]> {
    return translating(async () =>
      this.#read.newcomers(
        await this.#sql`
        select ctid, xmin, * from users where last_ordered_at is null and not is_guest
        order by created_at desc, user_id limit ${limit}`,
      )
    );
  }

  bestSellers(limit: number): Promise<Product[]> {
    return translating(async () =>
      this.#read.bestSellers(
        await this.#sql`
        select ctid, xmin, * from products where order_count > 0 and is_goods
        order by order_count desc, product_id limit ${limit}`,
      )
    );
  }

  unsold(limit: number): Promise<Product[]> {
    return translating(async () =>
      this.#read.unsold(
        await this.#sql`
        select ctid, xmin, * from products where order_count = 0 and is_goods
        order by created_at desc, product_id limit ${limit}`,
      )
    );
  }
}

/**
 * Parses rows, but not those that the last answer held in the same version, which is what `ctid` and `xmin` tell: most
 * members of a pool are in it again, and parsing them costs more than reading them.
 */
function newlyParsed<T>(parse: (row: Record<string, unknown>) => T): (rows: readonly Record<string, unknown>[]) => T[] {
  let known = new Map<string, T>();
  return (rows) => {
    const members = rows.map((row) => {
      const version = `${row.ctid} ${row.xmin}`;
      return [version, known.get(version) ?? parse(row)] as const;
    });
    known = new Map(members);
    return members.map(([, member]) => member);
  };
}
