import type { Sql } from "../core/connect.ts";
import { transaction } from "../core/map_errors.ts";

/** Removes stores with their sales and reports; gives how many sales those were. */
export function removeStores(sql: Sql, storeIds: readonly string[]): Promise<number> {
  const ids = [...storeIds];
  return transaction(sql, async (sql) => {
    await sql`select from stores where store_id = any(${ids}::text[]) for update`;
    const { count } = await sql`delete from sales where store_id = any(${ids}::text[])`;
    await sql`delete from store_reports where store_id = any(${ids}::text[])`;
    await sql`delete from business_days where store_id = any(${ids}::text[])`;
    await sql`delete from stores where store_id = any(${ids}::text[])`;
    return count;
  });
}
