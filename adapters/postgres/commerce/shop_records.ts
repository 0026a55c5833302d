import type { ShopRecords } from "../../../application/commerce/ports/shop_records.ts";
import type { Sql } from "../core/connect.ts";
import { translating } from "../core/translate_errors.ts";

export class PostgresShopRecords implements ShopRecords {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  firstCustomerAddedAt(): Promise<Date | null> {
    return translating(async () => (await this.#sql`select min(created_datetime) as at from users`)[0]!.at);
  }
}
