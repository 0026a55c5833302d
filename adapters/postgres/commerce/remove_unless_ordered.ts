import type { Sql } from "../core/connect.ts";
import type { Table } from "../core/table.ts";
import { nothingWhereReferenced } from "../core/map_errors.ts";

/** Pending orders count too. */
export async function removeUnlessOrdered<T extends object>(
  sql: Sql,
  { name, key }: Table<T>,
  id: string,
): Promise<"removed" | "unknown" | "has_orders"> {
  const removed = await sql`
    delete from ${sql(name)} where ${sql(key)} = ${id}
      and not exists (select from orders where ${sql(key)} = ${id})
      and not exists (select from pending_orders where ${sql(key)} = ${id})`.catch(nothingWhereReferenced);
  if (removed.count > 0) return "removed";
  return (await sql`select from ${sql(name)} where ${sql(key)} = ${id}`).count > 0 ? "has_orders" : "unknown";
}
