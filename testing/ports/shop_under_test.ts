import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresInbox } from "../../adapters/postgres/commerce/inbox.ts";
import { PostgresStreamPositions } from "../../adapters/postgres/commerce/stream_positions.ts";
import { PostgresCommerceWriter } from "../../adapters/postgres/commerce/commerce_writer.ts";
import { PostgresMembership } from "../../adapters/postgres/commerce/membership.ts";
import { PostgresOrders } from "../../adapters/postgres/commerce/orders.ts";
import { insertOutbox, PostgresOutbox } from "../../adapters/postgres/core/outbox.ts";
import { PostgresPoolCandidates } from "../../adapters/postgres/commerce/pool_candidates.ts";
import { PostgresProducts } from "../../adapters/postgres/commerce/products.ts";
import { PostgresOrderDeltas } from "../../adapters/postgres/commerce/order_deltas.ts";
import { type Difference, findDifferences } from "../../adapters/postgres/commerce/reconcile.ts";
import { PostgresShopFigures } from "../../adapters/postgres/commerce/shop_figures.ts";
import { PostgresUsers } from "../../adapters/postgres/commerce/users.ts";
import { PostgresPendingOrders } from "../../adapters/postgres/commerce/pending_orders.ts";
import type { ImportedOrders } from "../../application/commerce/ports/imported_orders.ts";
import type { Inbox } from "../../application/commerce/ports/inbox.ts";
import type { StoredPositions } from "../../application/shared/stream_position.ts";
import type { CommerceWriter } from "../../application/commerce/ports/commerce_writer.ts";
import type { Membership } from "../../application/commerce/ports/membership.ts";
import type { OrderBatches } from "../../application/commerce/ports/order_batches.ts";
import type { OrderDeltas } from "../../application/commerce/ports/order_deltas.ts";
import type { Orders } from "../../application/commerce/ports/orders.ts";
import type { PoolCandidates } from "../../application/commerce/ports/pool_candidates.ts";
import type { Products } from "../../application/commerce/ports/products.ts";
import type { ShopFigures } from "../../application/commerce/ports/shop_figures.ts";
import type { Users } from "../../application/commerce/ports/users.ts";
import type { PendingOrders } from "../../application/commerce/ports/pending_orders.ts";
import type { Outbox, OutboxRecord } from "../../application/shared/outbox.ts";
import { temporaryDatabase } from "../engines/temporary_database.ts";

interface DailySales {
  readonly day: string;
  readonly category: string;
  readonly lines: number;
  readonly orders: number;
  readonly units: number;
  readonly amount: number;
}

/** All ports of commerce on an empty database, and a view of their effects, for the contract suites. */
export interface ShopUnderTest extends AsyncDisposable {
  readonly inbox: Inbox;
  readonly positions: StoredPositions;
  readonly effects: OrderDeltas;
  readonly waiting: PendingOrders;
  readonly outbox: Outbox;
  readonly candidates: PoolCandidates;
  readonly membership: Membership;
  readonly users: Users;
  readonly products: Products;
  readonly orders: Orders;
  readonly figures: ShopFigures;
  readonly writer: CommerceWriter & OrderBatches & ImportedOrders;
  /** What a deciding transaction does. */
  addToOutbox(records: readonly OutboxRecord[]): Promise<void>;
  /** The stored figures that differ from a recount of the rows. */
  reconcile(): Promise<Difference[]>;
  /** By day and category. */
  dailySales(): Promise<DailySales[]>;
}

export type OpenShop = () => Promise<ShopUnderTest>;

export function shopOn(sql: Sql, dispose: () => Promise<void>): ShopUnderTest {
  return {
    inbox: new PostgresInbox(sql),
    positions: new PostgresStreamPositions(sql),
    effects: new PostgresOrderDeltas(sql),
    waiting: new PostgresPendingOrders(sql),
    outbox: new PostgresOutbox(sql),
    candidates: new PostgresPoolCandidates(sql),
    membership: new PostgresMembership(sql),
    users: new PostgresUsers(sql),
    products: new PostgresProducts(sql),
    orders: new PostgresOrders(sql),
    figures: new PostgresShopFigures(sql),
    writer: new PostgresCommerceWriter(sql),
    addToOutbox: (records) => insertOutbox(sql, records),
    reconcile: () => findDifferences(sql),
    dailySales: async () => [
      ...await sql<DailySales[]>`
        select to_char(day, 'YYYY-MM-DD') as day, category, lines, orders, units, amount from daily_sales
        order by day, category`,
    ],
    [Symbol.asyncDispose]: dispose,
  };
}

/** On an empty database of its own on the real server. */
export async function postgresShop(): Promise<ShopUnderTest> {
  const database = await temporaryDatabase();
  return shopOn(database.sql, async () => await database[Symbol.asyncDispose]());
}

/** The body of a case: `work` on a database of its own, which is disposed of afterwards. */
export function inShop(open: OpenShop, work: (shop: ShopUnderTest) => Promise<void>): () => Promise<void> {
  return async () => {
    await using shop = await open();
    await work(shop);
  };
}
