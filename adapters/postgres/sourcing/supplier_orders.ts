import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import type {
  PauseListing,
  SupplierOrderArrival,
  SupplierOrderBook,
  SupplierOrderFilter,
  SupplierOrders,
} from "../../../application/sourcing/ports/orders.ts";
import type { SupplierOrderId } from "../../../domain/sourcing/ids.ts";
import type { SupplierOrder, SupplierOrderStep } from "../../../domain/sourcing/supplier_order.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { noteReceived } from "./cross_database_outbox.ts";
import { inMarket, type MarketDb, type MarketScope } from "./database.ts";
import { LISTING_RECORD, listingFromRow, listingToRow } from "./listing_rows.ts";
import { SUPPLIER_ORDER_RECORD, supplierOrderFromRow, supplierOrderToRow } from "./order_rows.ts";
import { pageClause, positionColumn, toPage } from "./paging.ts";
import { upsertRows } from "./upsert_rows.ts";

export class PostgresSupplierOrders implements SupplierOrders, SupplierOrderBook {
  readonly writes = "market";
  readonly #db: MarketDb;

  constructor(db: MarketDb) {
    this.#db = db;
  }

  list(page: PageRequest, { status, supplierAccountId }: SupplierOrderFilter = {}): Promise<Page<SupplierOrder>> {
    return mapPostgresErrors(async () => {
      const rows = await this.#db`
        select *, ${positionColumn(this.#db, "created_at")} from supplier_orders
        where ${status ? this.#db`status = ${status}` : this.#db`true`}
          ${supplierAccountId ? this.#db`and supplier_account_id = ${supplierAccountId}` : this.#db``}
          ${pageClause(this.#db, "created_at", page)}`;
      return toPage(rows, page, supplierOrderFromRow);
    });
  }

  ofOrders(orderIds: readonly string[]): Promise<SupplierOrder[]> {
    return mapPostgresErrors(async () =>
      orderIds.length === 0 ? [] : (await this.#db`
        select * from supplier_orders where order_id in ${this.#db(orderIds)}`).map(supplierOrderFromRow)
    );
  }

  due(after: SupplierOrderId | null, limit: number): Promise<SupplierOrder[]> {
    return mapPostgresErrors(async () =>
      (await this.#db`
        select * from supplier_orders
        where status in ('WAITING', 'PLACING', 'CANCELLING') ${after ? this.#db`and id > ${after}` : this.#db``}
        order by id limit ${limit}`).map(supplierOrderFromRow)
    );
  }

  change(
    id: SupplierOrderId,
    decide: (supplierOrder: SupplierOrder) => SupplierOrderStep,
    pause: PauseListing,
  ): Promise<SupplierOrder | null> {
    return inMarket(this.#db, async (scope) => {
      const [supplierOrder] = await lock(scope, [id]);
      if (!supplierOrder) return null;
      const step = decide(supplierOrder);
      if (step.supplierOrder !== supplierOrder) await write(scope, [step], pause);
      return step.supplierOrder;
    });
  }

  follow(
    arrivals: readonly SupplierOrderArrival[],
    decide: (supplierOrder: SupplierOrder, arrival: SupplierOrderArrival) => SupplierOrderStep,
    pause: PauseListing,
  ): Promise<number> {
    return inMarket(this.#db, async (scope) => {
      const noted = await noteReceived(scope, "source", arrivals.map(({ message }) => message));
      const fresh = new Set(noted.map(({ id }) => id));
      const mine = arrivals.filter(({ message }) => fresh.has(message.id));
      const found = await lock(scope, await idsOf(scope, mine));
      const steps = found.flatMap((supplierOrder) => {
        const arrival = mine.find((each) => isOf(supplierOrder, each));
        const step = arrival ? decide(supplierOrder, arrival) : { supplierOrder };
        return step.supplierOrder === supplierOrder ? [] : [step];
      });
      await write(scope, steps, pause);
      return steps.length;
    });
  }
}

function isOf({ id, supplierAccountId, externalId }: SupplierOrder, arrival: SupplierOrderArrival): boolean {
  return supplierAccountId === arrival.supplierAccountId &&
    (externalId === arrival.externalId || id === arrival.reference);
}

async function idsOf(scope: MarketScope, arrivals: readonly SupplierOrderArrival[]): Promise<SupplierOrderId[]> {
  if (arrivals.length === 0) return [];
  const rows = arrivals.map(({ supplierAccountId, externalId, reference }) => ({
    account: supplierAccountId,
    external: externalId,
    reference,
  }));
  const found = await scope`
    with said as (
      select * from json_to_recordset(${
    JSON.stringify(rows)
  }::text::json) as r(account uuid, external text, reference uuid))
    select s.id from supplier_orders s join said on s.supplier_account_id = said.account and s.external_id = said.external
    union
    select s.id from supplier_orders s join said on s.supplier_account_id = said.account and s.id = said.reference`;
  return found.map(({ id }) => id);
}

/** The market's orders first, in every transaction that locks both. */
async function lock(scope: MarketScope, ids: readonly SupplierOrderId[]): Promise<SupplierOrder[]> {
  if (ids.length === 0) return [];
  await scope`
    select id from orders where id in (select order_id from supplier_orders where id in ${scope(ids)})
    order by id for update`;
  return (await scope`select * from supplier_orders where id in ${scope(ids)} order by id for update`)
    .map(supplierOrderFromRow);
}

async function write(scope: MarketScope, steps: readonly SupplierOrderStep[], pause: PauseListing): Promise<void> {
  const rows = steps.map(({ supplierOrder }) => supplierOrderToRow(supplierOrder));
  await upsertRows(scope, "supplier_orders", SUPPLIER_ORDER_RECORD, rows);
  const orders = steps.flatMap(({ supplierOrder, order }) => order ? [{ id: supplierOrder.orderId, ...order }] : []);
  if (orders.length > 0) {
    await scope`
      update orders set status = r.status, problem = r.problem, updated_at = now()
      from json_to_recordset(${JSON.stringify(orders)}::text::json) as r(id uuid, status text, problem text)
      where orders.id = r.id`;
  }
  const receivers = steps.flatMap(({ supplierOrder: { orderId: id }, receiver }) =>
    receiver ? [{ id, ...receiver }] : []
  );
  if (receivers.length > 0) {
    await scope`
      update orders set receiver_name = r.name, receiver_phone = r.phone, receiver_postcode = r.postcode,
        receiver_address = r.address, updated_at = now()
      from json_to_recordset(${JSON.stringify(receivers)}::text::json)
        as r(id uuid, name text, phone text, postcode text, address text)
      where orders.id = r.id and orders.erased_at is null`;
  }
  const paused = new Map(steps.flatMap((step) => step.pause ? [[step.supplierOrder.orderId, step.pause]] : []));
  if (paused.size === 0) return;
  const listings = await scope`
    select distinct on (l.id) l.*, o.id as order_id from market_listings l join orders o on o.listing_id = l.id
    where o.id in ${scope([...paused.keys()])} order by l.id`;
  if (listings.length === 0) return;
  const reasons = new Map(listings.map((row) => [row.id, paused.get(row.order_id)!]));
  const locked = await scope`
    select * from market_listings where id in ${scope([...reasons.keys()])} order by id for update`;
  const changed = locked.map((row) => listingToRow(pause(listingFromRow(row), reasons.get(row.id)!)));
  await upsertRows(scope, "market_listings", LISTING_RECORD, changed);
}
