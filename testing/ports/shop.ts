import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresInbox } from "../../adapters/postgres/commerce/inbox.ts";
import { PostgresStreamPositions } from "../../adapters/postgres/commerce/stream_positions.ts";
import { PostgresCommerceWriter } from "../../adapters/postgres/commerce/commerce_writer.ts";
import { PostgresImportRuns } from "../../adapters/postgres/commerce/import/import_runs.ts";
import type { undoImport } from "../../application/commerce/import/undo_import.ts";
import { PostgresImportUndo } from "../../adapters/postgres/commerce/import/import_undo.ts";
import { PostgresStoredInvoices } from "../../adapters/postgres/commerce/import/stored_invoices.ts";
import { PostgresWebhookInbox } from "../../adapters/postgres/commerce/webhook_inbox.ts";
import { PostgresMembership } from "../../adapters/postgres/commerce/members/membership.ts";
import { PostgresMemberRecords } from "../../adapters/postgres/commerce/members/member_records.ts";
import { PostgresOrders } from "../../adapters/postgres/commerce/orders.ts";
import { insertOutbox, PostgresOutbox } from "../../adapters/postgres/core/outbox.ts";
import { PostgresOutboxAdmin } from "../../adapters/postgres/core/outbox_admin.ts";
import { PostgresPoolCandidates } from "../../adapters/postgres/commerce/pool_candidates.ts";
import { PostgresProducts } from "../../adapters/postgres/commerce/products.ts";
import { PostgresOrderDeltas } from "../../adapters/postgres/commerce/order_deltas.ts";
import { type Difference, findDifferences } from "../../adapters/postgres/commerce/reconcile.ts";
import { PostgresShopLists } from "../../adapters/postgres/commerce/shop_lists.ts";
import { PostgresShopFigures } from "../../adapters/postgres/commerce/shop_figures.ts";
import { PostgresUsers } from "../../adapters/postgres/commerce/users.ts";
import { ErasedUsers } from "../../adapters/postgres/commerce/erased_users.ts";
import { PostgresUserErasure } from "../../adapters/postgres/commerce/user_erasure.ts";
import { ErasureDigests } from "../../adapters/system/erasure_digests.ts";
import type { ErasureRegister } from "../../application/shared/erasure.ts";
import type { UserId } from "../../domain/commerce/user.ts";
import { PostgresPendingOrders } from "../../adapters/postgres/commerce/pending_orders.ts";
import type { ImportRuns, ImportUndo, StoredInvoices } from "../../application/commerce/ports/import_runs.ts";
import type { WebhookInbox } from "../../application/commerce/ports/webhooks.ts";
import type { OrderBatches } from "../../application/commerce/ports/import.ts";
import type { Inbox, OrderDeltas, PendingOrders } from "../../application/commerce/ports/stream.ts";
import type { StoredPositions } from "../../application/shared/stream_position.ts";
import type { CommerceWriter, Orders, Products, ShopFigures, Users } from "../../application/commerce/ports/shop.ts";
import type { DailySales, ShopLists } from "../../application/commerce/ports/lists.ts";
import type { Dormancy, MemberRecords, Membership } from "../../application/commerce/ports/membership.ts";
import type { PoolCandidates } from "../../application/commerce/ports/cache.ts";
import type { Outbox, OutboxAdmin, OutboxRecord } from "../../application/shared/outbox.ts";
import { temporaryDatabase } from "../engines/temporary_database.ts";

/** All ports of commerce on an empty database, and a view of their effects, for the contract suites. */
export interface ShopUnderTest extends AsyncDisposable {
  readonly inbox: Inbox;
  readonly positions: StoredPositions;
  readonly deltas: OrderDeltas;
  readonly pending: PendingOrders;
  readonly outbox: Outbox;
  readonly outboxAdmin: OutboxAdmin;
  readonly candidates: PoolCandidates;
  readonly membership: Membership & Dormancy;
  readonly members: MemberRecords;
  readonly users: Users;
  readonly erasure: ErasureRegister<UserId>;
  readonly products: Products;
  readonly orders: Orders;
  readonly lists: ShopLists;
  readonly figures: ShopFigures;
  readonly writer: CommerceWriter & OrderBatches;
  readonly runs: ImportRuns;
  readonly stored: StoredInvoices;
  readonly undo: ImportUndo;
  readonly takeSales: Parameters<typeof undoImport>[0]["takeSales"];
  readonly webhooks: WebhookInbox;
  addToOutbox(records: readonly OutboxRecord[]): Promise<void>;
  /** The stored figures that differ from a recount of the rows. */
  reconcile(): Promise<Difference[]>;
  dailySales(): Promise<DailySales[]>;
}

export type OpenShop = () => Promise<ShopUnderTest>;

export function shopOn(sql: Sql, dispose: () => Promise<void>): ShopUnderTest {
  const erased = new ErasedUsers(new ErasureDigests(new TextEncoder().encode("a key of the contracts")));
  return {
    inbox: new PostgresInbox(sql, { erased }),
    positions: new PostgresStreamPositions(sql),
    deltas: new PostgresOrderDeltas(sql),
    pending: new PostgresPendingOrders(sql),
    outbox: new PostgresOutbox(sql),
    outboxAdmin: new PostgresOutboxAdmin(sql),
    candidates: new PostgresPoolCandidates(sql, erased),
    membership: new PostgresMembership(sql),
    members: new PostgresMemberRecords(sql),
    users: new PostgresUsers(sql, erased),
    erasure: new PostgresUserErasure(sql, { erased, topics: ["users.dlq", "orders.dlq"] }),
    products: new PostgresProducts(sql),
    orders: new PostgresOrders(sql, erased),
    lists: new PostgresShopLists(sql),
    figures: new PostgresShopFigures(sql),
    writer: new PostgresCommerceWriter(sql, erased),
    runs: new PostgresImportRuns(sql),
    stored: new PostgresStoredInvoices(sql),
    undo: new PostgresImportUndo(sql),
    takeSales: () => Promise.reject(new Error("these imports are of orders")),
    webhooks: new PostgresWebhookInbox(
      sql,
      (event) => ({ topic: "t", key: null, value: null, headers: { type: event.type } }),
    ),
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

export async function postgresShop(): Promise<ShopUnderTest> {
  const database = await temporaryDatabase();
  return shopOn(database.sql, async () => await database[Symbol.asyncDispose]());
}

export function inShop(open: OpenShop, work: (shop: ShopUnderTest) => Promise<void>): () => Promise<void> {
  return async () => {
    await using shop = await open();
    await work(shop);
  };
}
