import { beaconsContract } from "../../application/identity/ports/beacons_contract.ts";
import { confidenceFeedbackContract } from "../../application/identity/ports/confidence_feedback_contract.ts";
import { floorPlansContract } from "../../application/identity/ports/floor_plans_contract.ts";
import { customersContract } from "../../application/identity/ports/customers_contract.ts";
import { identificationsContract } from "../../application/identity/ports/identifications_contract.ts";
import { afterAll, beforeAll, describe } from "@std/testing/bdd";
import { webhooksContract } from "../../application/commerce/ports/contracts/webhooks_contract.ts";
import { importsContract } from "../../application/commerce/ports/contracts/imports_contract.ts";
import { inboxContract } from "../../application/commerce/ports/contracts/inbox_contract.ts";
import { resentOrdersContract } from "../../application/commerce/ports/contracts/resent_orders_contract.ts";
import { streamPositionsContract } from "../../application/commerce/ports/contracts/stream_positions_contract.ts";
import { commerceWriterContract } from "../../application/commerce/ports/contracts/commerce_writer_contract.ts";
import { memberRecordsContract } from "../../application/commerce/ports/contracts/member_records_contract.ts";
import { membershipContract } from "../../application/commerce/ports/contracts/membership_contract.ts";
import { standingsContract } from "../../application/commerce/ports/contracts/standings_contract.ts";
import { recordedDeltasContract } from "../../application/commerce/ports/contracts/recorded_deltas_contract.ts";
import { orderDeltasContract } from "../../application/commerce/ports/contracts/order_deltas_contract.ts";
import { ordersContract } from "../../application/commerce/ports/contracts/orders_contract.ts";
import { poolCandidatesContract } from "../../application/commerce/ports/contracts/pool_candidates_contract.ts";
import { productsContract } from "../../application/commerce/ports/contracts/products_contract.ts";
import { shopListsContract } from "../../application/commerce/ports/contracts/shop_lists_contract.ts";
import { shopFiguresContract } from "../../application/commerce/ports/contracts/shop_figures_contract.ts";
import { userErasureContract } from "../../application/commerce/ports/contracts/user_erasure_contract.ts";
import { usersContract } from "../../application/commerce/ports/contracts/users_contract.ts";
import { pendingOrdersContract } from "../../application/commerce/ports/contracts/pending_orders_contract.ts";
import { outboxContract } from "../../application/shared/outbox_contract.ts";
import { menuFiguresContract } from "../../application/store/ports/menu_figures_contract.ts";
import { salesContract } from "../../application/store/ports/sales_contract.ts";
import { storesContract } from "../../application/store/ports/stores_contract.ts";
import { type EmbeddedShops, embeddedShops } from "../../testing/ports/embedded_shop.ts";
import { connectPostgres } from "../postgres/core/connect.ts";
import { checkMigrationsContract } from "../postgres/core/check_migrations_contract.ts";
import { orderReferencesContract } from "../postgres/commerce/order_references_contract.ts";
import { type EmptyDatabase, migrationsContract } from "../postgres/core/migrations_contract.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start_postgres.ts";
import "../../testing/engines/leak_checks.ts";

describe("embedded Postgres", () => {
  let shops: EmbeddedShops;
  beforeAll(async () => {
    shops = await embeddedShops();
  });
  afterAll(async () => {
    await shops[Symbol.asyncDispose]();
  });
  const open = () => shops.open();

  inboxContract("embedded Postgres", open);
  streamPositionsContract("embedded Postgres", open);
  resentOrdersContract("embedded Postgres", open);
  orderDeltasContract("embedded Postgres", open);
  recordedDeltasContract("embedded Postgres", open);
  pendingOrdersContract("embedded Postgres", open);
  outboxContract("embedded Postgres", open);
  poolCandidatesContract("embedded Postgres", open);
  membershipContract("embedded Postgres", open);
  memberRecordsContract("embedded Postgres", open);
  standingsContract("embedded Postgres", open);
  usersContract("embedded Postgres", open);
  userErasureContract("embedded Postgres", open);
  productsContract("embedded Postgres", open);
  ordersContract("embedded Postgres", open);
  shopListsContract("embedded Postgres", open);
  shopFiguresContract("embedded Postgres", open);
  commerceWriterContract("embedded Postgres", open);
  importsContract("embedded Postgres", open);
  webhooksContract("embedded Postgres", open);
  storesContract("embedded Postgres", () => shops.openStores());
  salesContract("embedded Postgres", () => shops.openStores());
  menuFiguresContract("embedded Postgres", () => shops.openStores());
  identificationsContract("embedded Postgres", () => shops.openIdentity(), { rounds: 3 });
  confidenceFeedbackContract("embedded Postgres", () => shops.openIdentity());
  customersContract("embedded Postgres", () => shops.openIdentity());
  floorPlansContract("embedded Postgres", () => shops.openIdentity());
  orderReferencesContract("embedded Postgres", async () => {
    const shop = await shops.open();
    const sql = connectPostgres({ url: shops.url, max: 1 });
    return { sql, [Symbol.asyncDispose]: () => sql.end().then(() => shop[Symbol.asyncDispose]()) };
  });
  beaconsContract("embedded Postgres", async (work) => {
    await using store = await shops.openIdentity();
    await work(store.beacons);
  });
  // Last, because it drops the tables of the others.
  migrationsContract("embedded Postgres", () => emptied(shops.url));

  describe("and a second one beside it", () => {
    let second: EmbeddedPostgres;
    beforeAll(async () => {
      second = await startEmbeddedPostgres(null);
    });
    afterAll(async () => await second.stop());

    checkMigrationsContract("embedded Postgres", async () => ({
      live: await emptied(shops.url),
      scratch: await emptied(second.url),
    }));
  });
});

async function emptied(url: string): Promise<EmptyDatabase> {
  const sql = connectPostgres({ url, max: 5 });
  await sql`drop schema public cascade`;
  await sql`create schema public`;
  return { sql, [Symbol.asyncDispose]: () => sql.end() };
}
