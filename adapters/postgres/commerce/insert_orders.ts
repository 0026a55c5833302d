import type { Order } from "../../../domain/commerce/order.ts";
import { REGION_LENGTH } from "../../../domain/commerce/user.ts";
import type { SqlScope } from "../core/connect.ts";
import { ORDERS } from "./order_columns.ts";

export interface InsertedOrders {
  readonly stored: number;
  readonly duplicates: number;
  readonly pending: number;
}

/** JavaScript's `\s` spelt out: Postgres' depends on its locale. */
const FIRST_WORD = String.raw`[^ \t\n\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+`;

const FILLED_IN: { readonly [field in keyof Order]?: string } = {
  category: "coalesce(r.category, p.category)",
  userName: "coalesce(r.user_name, u.name)",
  userRegion: `coalesce(r.user_region, left(substring(u.address from '${FIRST_WORD}'), ${REGION_LENGTH}))`,
  userGender: "coalesce(r.user_gender, u.gender)",
  userAgeGroup: `coalesce(r.user_age_group, case
    when u.age < 20 then '10s' when u.age >= 60 then '60s+' else (u.age / 10 * 10) || 's' end)`,
};
/** As the trigger of updates marks it. */
const REVERSED = "quantity > 0 and invoice is null and status in ('CANCELLED', 'RETURNED')";
const VALUES = Object.entries(ORDERS.of)
  .map(([field, { name }]) => `${FILLED_IN[field as keyof Order] ?? `r.${name}`} as ${name}`).join(", ");

/**
 * Without a known user or product an order is pending. What an undone import still sends counts as a duplicate.
 */
export async function insertOrders(sql: SqlScope, orders: readonly Order[]): Promise<InsertedOrders> {
  return await insertOrderRows(sql, orders.map((order) => ORDERS.toRow(order)));
}

/** Rows of `ORDERS`. */
export async function insertOrderRows(sql: SqlScope, rows: readonly unknown[]): Promise<InsertedOrders> {
  if (rows.length === 0) return { stored: 0, duplicates: 0, pending: 0 };
  const [result] = await sql<{ stored: number; pending: number }[]>`
    with incoming as materialized (
      select ${sql.unsafe(VALUES)},
        case when u.user_id is null or p.product_id is null then to_jsonb(r) end as pending
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(${sql.unsafe(ORDERS.record)})
      left join users u on u.user_id = r.user_id
      left join products p on p.product_id = r.product_id
    ), inserted as (
      insert into orders (${sql.unsafe(ORDERS.list)}, reversed)
      select ${sql.unsafe(ORDERS.list)}, ${sql.unsafe(REVERSED)} from incoming i where pending is null
        and not exists (select from import_runs u where u.run = i.import_run and u.undo_began_at is not null)
      on conflict (order_id) do nothing
      returning 1
    ), set_aside as (
      insert into pending_orders (order_id, user_id, product_id, payload)
      select order_id, user_id, product_id, pending from incoming where pending is not null
      on conflict (order_id) do nothing
      returning 1
    )
    select
      (select count(*) from inserted) as stored,
      (select count(*) from set_aside) as pending`;
  const { stored, pending } = result!;
  return { stored, pending, duplicates: rows.length - stored - pending };
}
