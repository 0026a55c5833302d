import type { ShopRecords } from "../../../application/commerce/ports/shop_records.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

export class PostgresShopRecords implements ShopRecords {
  constructor(private readonly sql: Sql) {}

  firstCustomerAddedAt(): Promise<Date | null> {
    return mapPostgresErrors(async () => (await this.sql`select min(created_datetime) as at from users`)[0]!.at);
  }
}
