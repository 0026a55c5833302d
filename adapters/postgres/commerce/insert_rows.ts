import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import type { SqlScope } from "../core/connect.ts";
import { columnsOf } from "../core/column_names.ts";
import { PRODUCT_RECORD, USER_RECORD } from "./record_types.ts";
import { productToRow, userToRow } from "./rows.ts";

/** Stores the users that are not there yet; gives how many were new. */
export async function insertUsers(sql: SqlScope, users: readonly User[]): Promise<number> {
  return await insertNew(sql, "users", USER_RECORD, users.map(userToRow));
}

/** Stores the products that are not there yet; gives how many were new. */
export async function insertProducts(sql: SqlScope, products: readonly Product[]): Promise<number> {
  return await insertNew(sql, "products", PRODUCT_RECORD, products.map(productToRow));
}

async function insertNew(sql: SqlScope, table: string, record: string, rows: readonly unknown[]): Promise<number> {
  if (rows.length === 0) return 0;
  const columns = sql.unsafe(columnsOf(record));
  const inserted = await sql`
    insert into ${sql(table)} (${columns})
    select ${columns} from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(${sql.unsafe(record)})
    on conflict do nothing`;
  return inserted.count;
}
