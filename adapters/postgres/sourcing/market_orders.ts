import type {
  IngestedOrders,
  OrderBook,
  OrderFilter,
  Orders,
  ReceivedOrder,
} from "../../../application/sourcing/ports/orders.ts";
import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import { asksForErasure, isUnderWay, orderMark, withoutBuyer } from "../../../domain/sourcing/buyer.ts";
import type { KnownLine, LineStep, Order, ReceivedLine } from "../../../domain/sourcing/order.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { noteErasures } from "./buyers/blank_buyers.ts";
import { ErasedBuyers, type FindErased } from "./buyers/erased_buyers.ts";
import { inMarket, type MarketDb, type MarketScope } from "./database.ts";
import {
  ORDER_RECORD,
  orderFromRow,
  orderToRow,
  SUPPLIER_ORDER_RECORD,
  supplierOrderFromRow,
  supplierOrderToRow,
} from "./order_rows.ts";
import { pageClause, positionColumn, toPage } from "./paging.ts";
import { upsertRows } from "./upsert_rows.ts";

export class PostgresMarketOrders implements OrderBook, Orders {
  readonly writes = "market";
  readonly #db: MarketDb;
  readonly #erased: ErasedBuyers;

  constructor(db: MarketDb, erased: ErasedBuyers = new ErasedBuyers()) {
    this.#db = db;
    this.#erased = erased;
  }

  take(
    received: readonly ReceivedOrder[],
    decide: (known: KnownLine | null, line: ReceivedLine) => LineStep,
  ): Promise<IngestedOrders> {
    return inMarket(this.#db, async (scope) => {
      const find = await this.#erased.share(scope);
      const mine = await lockWaiting(scope, received);
      const lines = mine.flatMap(({ lines }) => lines);
      const known = await lockKnown(scope, lines);
      const asking = await askingIn(find, mine);
      const steps = lines.map((line) => {
        const before = known.get(keyOf(line.order)) ?? null;
        const step = decide(before, line);
        // Of a known one the next round of retention blanks what is stored.
        const isOver = before === null && asking.has(keyOf(line.order)) && !isUnderWay(step.order.status);
        return isOver ? { ...step, order: withoutBuyer(step.order) } : step;
      });
      const planned = steps.flatMap(({ supplierOrder }) => supplierOrder ?? []);
      await upsertRows(scope, "orders", ORDER_RECORD, steps.map(({ order }) => orderToRow(order)));
      await upsertRows(scope, "supplier_orders", SUPPLIER_ORDER_RECORD, planned.map(supplierOrderToRow));
      await markDone(scope, mine);
      await noteErasures(scope, steps.flatMap(({ order }) => asking.has(keyOf(order)) ? [order] : []));
      const count = (wanted: LineStep["outcome"]) => steps.filter(({ outcome }) => outcome === wanted).length;
      return {
        orders: count("added") + count("planned"),
        supplierOrders: count("planned"),
        cancelled: count("cancelled"),
        unreadable: mine.filter(({ error }) => error !== null).length,
      };
    });
  }

  findAll(ids: readonly string[]): Promise<Order[]> {
    return mapPostgresErrors(async () =>
      ids.length === 0 ? [] : (await this.#db`select * from orders where id in ${this.#db(ids)}`).map(orderFromRow)
    );
  }

  list(page: PageRequest, { status, marketAccountId }: OrderFilter = {}): Promise<Page<Order>> {
    return mapPostgresErrors(async () => {
      const rows = await this.#db`
        select *, ${positionColumn(this.#db, "created_at")} from orders
        where ${status ? this.#db`status = ${status}` : this.#db`true`}
          ${marketAccountId ? this.#db`and market_account_id = ${marketAccountId}` : this.#db``}
          ${pageClause(this.#db, "created_at", page)}`;
      return toPage(rows, page, orderFromRow);
    });
  }
}

const keyOf = (order: Pick<Order, "marketAccountId" | "externalOrderId" | "externalLineId">) =>
  JSON.stringify([order.marketAccountId, order.externalOrderId, order.externalLineId]);

/** Lines whose buyer is erased, by key. */
async function askingIn(find: FindErased | null, received: readonly ReceivedOrder[]): Promise<ReadonlySet<string>> {
  if (find === null) return new Set();
  const lines = received.flatMap(({ marks, lines }) =>
    lines.map(({ order }) => ({
      key: keyOf(order),
      orderedAt: order.orderedAt,
      marks: [...marks, orderMark(order.marketAccountId, order.externalOrderId)],
    }))
  );
  const erased = await find(lines.flatMap(({ marks }) => marks));
  return new Set(lines.flatMap((line) => asksForErasure(line.marks, line.orderedAt, erased) ? [line.key] : []));
}

/** Neither ingested nor replaced; two processes never take one. */
async function lockWaiting(scope: MarketScope, received: readonly ReceivedOrder[]): Promise<ReceivedOrder[]> {
  if (received.length === 0) return [];
  const rows = await scope`
    select id from market_order_raw
    where id in ${scope(received.map(({ rawId }) => rawId))} and processed_at is null and is_current
    order by id for update`;
  const waiting = new Set(rows.map(({ id }) => id));
  return received.filter(({ rawId }) => waiting.has(rawId));
}

async function lockKnown(scope: MarketScope, lines: readonly ReceivedLine[]) {
  const known = new Map<string, KnownLine>();
  if (lines.length === 0) return known;
  const orders = (await scope`
    select * from orders
    where market_account_id in ${scope([...new Set(lines.map(({ order }) => order.marketAccountId))])}
      and external_order_id in ${scope([...new Set(lines.map(({ order }) => order.externalOrderId))])}
    order by id for update`).map(orderFromRow);
  if (orders.length === 0) return known;
  const supplierOrders = (await scope`
    select * from supplier_orders where order_id in ${scope(orders.map(({ id }) => id))} order by id for update`)
    .map(supplierOrderFromRow);
  const ofOrder = new Map(supplierOrders.map((supplierOrder) => [supplierOrder.orderId, supplierOrder]));
  for (const order of orders) known.set(keyOf(order), { order, supplierOrder: ofOrder.get(order.id) ?? null });
  return known;
}

async function markDone(scope: MarketScope, done: readonly ReceivedOrder[]): Promise<void> {
  if (done.length === 0) return;
  const rows = done.map(({ rawId, error }) => ({ id: rawId, error: error?.slice(0, 2_000) ?? null }));
  await scope`
    update market_order_raw raw set processed_at = now(), process_error = r.error
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(id uuid, error text) where raw.id = r.id`;
}
