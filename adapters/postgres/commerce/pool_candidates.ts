import type { PoolCandidates } from "../../../application/commerce/ports/cache.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User, UserId } from "../../../domain/commerce/user.ts";
import type { Sql } from "../core/connect.ts";
import { type Columns, type Question, VersionedRowCache } from "../core/versioned_row_cache.ts";
import { ErasedUsers } from "./erased_users.ts";
import { PRODUCTS } from "./product_columns.ts";
import { USERS } from "./user_columns.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

/** Each query reads the beginning of a partial index (`migrations/main/001`). */
export class PostgresPoolCandidates implements PoolCandidates {
  readonly #sql: Sql;
  readonly #erased: ErasedUsers;
  readonly #known:
    & {
      readonly [question in "buyers" | "newcomers"]: VersionedRowCache<User>;
    }
    & { readonly [question in "bestSellers" | "unsold"]: VersionedRowCache<Product> };

  constructor(sql: Sql, erased: ErasedUsers = new ErasedUsers()) {
    this.#sql = sql;
    this.#erased = erased;
    this.#known = {
      buyers: new VersionedRowCache(sql, (row) => USERS.fromRow(row)),
      newcomers: new VersionedRowCache(sql, (row) => USERS.fromRow(row)),
      bestSellers: new VersionedRowCache(sql, (row) => PRODUCTS.fromRow(row)),
      unsold: new VersionedRowCache(sql, (row) => PRODUCTS.fromRow(row)),
    };
  }

  buyers(limit: number): Promise<User[]> {
    return mapPostgresErrors(() =>
      this.#known.buyers.answer(this.#ofUsers((columns) =>
        this.#sql`
        select ${columns} from users where last_ordered_at is not null and not is_guest and status = 'ACTIVE'
        order by last_ordered_at, user_id limit ${limit}`
      ))
    );
  }

  newcomers(limit: number): Promise<User[]> {
    return mapPostgresErrors(() =>
      this.#known.newcomers.answer(this.#ofUsers((columns) =>
        this.#sql`
        select ${columns} from users where last_ordered_at is null and not is_guest and status = 'ACTIVE'
        order by created_at desc, user_id limit ${limit}`
      ))
    );
  }

  erasedAmongst(users: readonly User[]): Promise<readonly UserId[]> {
    return mapPostgresErrors(async () => {
      const kinds = await this.#erased.kinds(this.#sql);
      return [...await this.#erased.amongst(this.#sql, users.map(({ userId }) => userId), kinds)];
    });
  }

  bestSellers(limit: number): Promise<Product[]> {
    return mapPostgresErrors(() =>
      this.#known.bestSellers.answer(this.#ofProducts((columns) =>
        this.#sql`
        select ${columns} from products where order_count > 0 and is_goods
        order by order_count desc, product_id limit ${limit}`
      ))
    );
  }

  unsold(limit: number): Promise<Product[]> {
    return mapPostgresErrors(() =>
      this.#known.unsold.answer(this.#ofProducts((columns) =>
        this.#sql`
        select ${columns} from products where order_count = 0 and is_goods
        order by created_at desc, product_id limit ${limit}`
      ))
    );
  }

  #ofUsers(rows: (columns: Columns) => ReturnType<Question["rows"]>): Question {
    return {
      rows,
      at: (places) => this.#sql`select ctid, xmin, * from users where ctid = any(${[...places]}::text[]::tid[])`,
    };
  }

  #ofProducts(rows: (columns: Columns) => ReturnType<Question["rows"]>): Question {
    return {
      rows,
      at: (places) => this.#sql`select ctid, xmin, * from products where ctid = any(${[...places]}::text[]::tid[])`,
    };
  }
}
