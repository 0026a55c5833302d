import type { Sql } from "../adapters/postgres/connect.ts";
import { PostgresInbox } from "../adapters/postgres/inbox.ts";
import { PostgresMarketStore } from "../adapters/postgres/market_store.ts";
import { PostgresMembership } from "../adapters/postgres/membership.ts";
import { PostgresOrders } from "../adapters/postgres/orders.ts";
import { insertOutbox, PostgresOutbox } from "../adapters/postgres/outbox.ts";
import { PostgresPoolCandidates } from "../adapters/postgres/pool_candidates.ts";
import { PostgresProducts } from "../adapters/postgres/products.ts";
import { PostgresOrderEffects } from "../adapters/postgres/order_effects.ts";
import { type Difference, findDifferences } from "../adapters/postgres/recount.ts";
import { PostgresShopFigures } from "../adapters/postgres/shop_figures.ts";
import { PostgresUsers } from "../adapters/postgres/users.ts";
import { PostgresWaitingOrders } from "../adapters/postgres/waiting_orders.ts";
import type { ImportedOrders } from "../application/commerce/ports/imported_orders.ts";
import type { Inbox } from "../application/commerce/ports/inbox.ts";
import type { StoredPositions } from "../application/shared/stream_position.ts";
import type { MarketStore } from "../application/commerce/ports/market_store.ts";
import type { Membership } from "../application/commerce/ports/membership.ts";
import type { OrderBatches } from "../application/commerce/ports/order_batches.ts";
import type { OrderEffects } from "../application/commerce/ports/order_effects.ts";
import type { Orders } from "../application/commerce/ports/orders.ts";
import type { PoolCandidates } from "../application/commerce/ports/pool_candidates.ts";
import type { Products } from "../application/commerce/ports/products.ts";
import type { ShopFigures } from "../application/commerce/ports/shop_figures.ts";
import type { Users } from "../application/commerce/ports/users.ts";
import type { WaitingOrders } from "../application/commerce/ports/waiting_orders.ts";
import type { Outbox, OutboxRecord } from "../application/shared/outbox.ts";
import { freshDatabase } from "./fresh_database.ts";

/** Sales of one day of Seoul in one category. */
interface DailySales {
  readonly day: string;
  readonly category: string;
  readonly lines: number;
  readonly orders: number;
  readonly units: number;
  readonly amount: number;
}

/** All ports of an empty store, and a look at its books. What the contract suites of the shop's store are run on. */
export interface ShopUnderTest extends AsyncDisposable {
  readonly inbox: Inbox & StoredPositions;
  readonly effects: OrderEffects;
  readonly waiting: WaitingOrders;
  readonly outbox: Outbox;
  readonly candidates: PoolCandidates;
  readonly membership: Membership;
  readonly users: Users;
  readonly products: Products;
  readonly orders: Orders;
  readonly figures: ShopFigures;
  readonly market: MarketStore & OrderBatches & ImportedOrders;
  /** What a transaction does that decides something. */
  addToOutbox(records: readonly OutboxRecord[]): Promise<void>;
  /** Every stored figure that a recount of the rows does not confirm. */
  recount(): Promise<Difference[]>;
  /** By day and category. */
  dailySales(): Promise<DailySales[]>;
}

/** Opens an empty store. */
export type OpenShop = () => Promise<ShopUnderTest>;

/** The ports on a migrated database. */
export function shopOn(sql: Sql, dispose: () => Promise<void>): ShopUnderTest {
  return {
    inbox: new PostgresInbox(sql),
    effects: new PostgresOrderEffects(sql),
    waiting: new PostgresWaitingOrders(sql),
    outbox: new PostgresOutbox(sql),
    candidates: new PostgresPoolCandidates(sql),
    membership: new PostgresMembership(sql),
    users: new PostgresUsers(sql),
    products: new PostgresProducts(sql),
    orders: new PostgresOrders(sql),
    figures: new PostgresShopFigures(sql),
    market: new PostgresMarketStore(sql),
    addToOutbox: (records) => insertOutbox(sql, records),
    recount: () => findDifferences(sql),
    dailySales: async () => [
      ...await sql<DailySales[]>`
        select to_char(day, 'YYYY-MM-DD') as day, category, lines, orders, units, amount from daily_sales
        order by day, category`,
    ],
    [Symbol.asyncDispose]: dispose,
  };
}

/** An empty store in a database of its own on the real server. */
export async function postgresShop(): Promise<ShopUnderTest> {
  const database = await freshDatabase();
  return shopOn(database.sql, async () => await database[Symbol.asyncDispose]());
}

/** The body of a case: `work` in a store of its own, which is closed afterwards. */
export function inShop(open: OpenShop, work: (shop: ShopUnderTest) => Promise<void>): () => Promise<void> {
  return async () => {
    await using shop = await open();
    await work(shop);
  };
}
