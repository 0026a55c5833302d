import type { Order, OrderId } from "../../../domain/commerce/order.ts";
import { ORDER_CONTENT, TRANSITIONS } from "../../../domain/commerce/resent_order.ts";
import type { SqlScope } from "../core/connect.ts";
import { TAKES_STOCK } from "./day_sums.ts";
import { ORDERS } from "./order_columns.ts";

interface ResentOrders {
  readonly changed: number;
  /** Stored with other content, or with a status that can't become the one sent, nor come after it. */
  readonly conflicts: readonly OrderId[];
}

const CONTENT = ORDER_CONTENT.map((field) => ORDERS.of[field].name);
const STORED = CONTENT.map((name) => `o.${name}`).join(", ");
const SENT = CONTENT.map((name) => `r.${name}`).join(", ");
const SENT_JSON = CONTENT.map((name) => `'${name}', r.${name}`).join(", ");
const ALLOWED = JSON.stringify(Object.entries(TRANSITIONS).flatMap(([from, all]) => all.map((to) => ({ from, to }))));

/** Of an order that is neither stored nor pending both are null. */
interface Judged {
  readonly id: OrderId;
  readonly advances: boolean | null;
  readonly conflicts: boolean | null;
}

/**
 * For orders of a batch some of which were there: advances their status, never backwards, in the batch's order. Those
 * that are taken back by it leave a delta, which has to be applied after those before it.
 */
export async function resendOrders(sql: SqlScope, orders: readonly Order[]): Promise<ResentOrders> {
  let changed = 0;
  const conflicts = new Set<OrderId>();
  for (const round of roundsOf(orders)) {
    const rows = await compare(sql, round);
    // A pending order that was completed while the statement waited for it: stored, for a later statement to see.
    const missed = new Set(rows.filter(({ advances }) => advances === null).map(({ id }) => id));
    if (missed.size > 0) rows.push(...await compare(sql, round.filter(({ orderId }) => missed.has(orderId))));
    for (const row of rows) {
      if (row.advances) changed++;
      if (row.conflicts) conflicts.add(row.id);
    }
  }
  return { changed, conflicts: [...conflicts] };
}

async function compare(sql: SqlScope, round: readonly Order[]): Promise<Judged[]> {
  return await sql<Judged[]>`
    with allowed as materialized (
      select * from json_to_recordset(${ALLOWED}::text::json) as a("from" text, "to" text)
    ), sent as materialized (
      select * from json_to_recordset(${JSON.stringify(round.map((order) => ORDERS.toRow(order)))}::text::json)
        as r(${sql.unsafe(ORDERS.record)})
    ), known as materialized (
      select r.order_id, r.status, o.status as was,
        (${sql.unsafe(STORED)}) is not distinct from (${sql.unsafe(SENT)}) as same
      from sent r join orders o using (order_id) order by r.order_id for no key update of o
    ), waiting as materialized (
      select r.order_id, r.status, w.payload->>'status' as was,
        w.payload @> jsonb_build_object(${sql.unsafe(SENT_JSON)}) as same
      from sent r join pending_orders w using (order_id)
      -- Who completes it has the pending row and waits for the one that this transaction has inserted.
      where not exists (select from orders o where o.order_id = r.order_id)
      order by r.order_id for no key update of w
    ), judged as materialized (
      select k.order_id, k.status, k.same and f."to" is not null as advances,
        not k.same or (k.status <> k.was and f."to" is null and b."to" is null) as conflicts
      from (select * from known union all select * from waiting) k
      left join allowed f on f."from" = k.was and f."to" = k.status
      left join allowed b on b."from" = k.status and b."to" = k.was
    ), advanced as (
      update orders o set status = j.status, updated_datetime = now()
      from judged j where j.advances and o.order_id = j.order_id
      returning o.order_id, o.user_id, o.product_id, o.quantity, o.total_amount, o.category, o.created_at,
        o.import_run, o.selection, o.reversed
    ), taken_back as materialized (
      select * from advanced where reversed
    ), delta as (
      insert into order_deltas
        (product_ids, sold, taken, user_ids, ordered_at, days, categories, lines, orders, units, amounts)
      select products.ids, products.sold, products.taken, users.ids, array_fill('-infinity'::timestamptz, array[users.n]),
        t.days, t.categories, t.lines, t.orders, t.units, t.amounts
      from
        (select array_agg(product_id) as ids, array_agg(n) as sold, array_agg(pieces) as taken from (
          select product_id, -count(*)::int as n,
            -coalesce(sum(quantity) filter (where ${sql.unsafe(TAKES_STOCK)}), 0)::int as pieces
          from taken_back group by 1) p) as products,
        (select array_agg(user_id) as ids, count(*)::int as n from (
          select distinct user_id from taken_back) u) as users,
        (select array_agg(day) as days, array_agg(category) as categories, array_agg(0::bigint) as lines,
            array_agg(-n) as orders, array_agg(-pieces) as units, array_agg(-won) as amounts from (
          select (created_at at time zone 'Asia/Seoul')::date as day, category, count(*) as n,
            sum(quantity)::bigint as pieces, sum(total_amount)::bigint as won
          from taken_back group by 1, 2) d) as t
      where t.days is not null
    ), kept as (
      update pending_orders w set payload = w.payload || jsonb_build_object('status', j.status)
      from judged j where j.advances and w.order_id = j.order_id
    )
    select r.order_id as id, j.advances, j.conflicts
    from sent r left join judged j using (order_id)
    where j.order_id is null or j.advances or j.conflicts`;
}

/** Each order once a round, in the order they came. */
function roundsOf(orders: readonly Order[]): Order[][] {
  const rounds: Order[][] = [];
  const seen = new Map<OrderId, number>();
  for (const order of orders) {
    const nth = seen.get(order.orderId) ?? 0;
    seen.set(order.orderId, nth + 1);
    (rounds[nth] ??= []).push(order);
  }
  return rounds;
}
