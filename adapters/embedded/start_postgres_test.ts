import { beaconsContract } from "../../application/identity/ports/beacons_contract.ts";
import { customersContract } from "../../application/identity/ports/customers_contract.ts";
import { identificationsContract } from "../../application/identity/ports/identifications_contract.ts";
import { afterAll, beforeAll, describe } from "@std/testing/bdd";
import { inboxContract } from "../../application/commerce/ports/inbox_contract.ts";
import { marketStoreContract } from "../../application/commerce/ports/market_store_contract.ts";
import { membershipContract } from "../../application/commerce/ports/membership_contract.ts";
import { orderEffectsContract } from "../../application/commerce/ports/order_effects_contract.ts";
import { ordersContract } from "../../application/commerce/ports/orders_contract.ts";
import { poolCandidatesContract } from "../../application/commerce/ports/pool_candidates_contract.ts";
import { productsContract } from "../../application/commerce/ports/products_contract.ts";
import { shopFiguresContract } from "../../application/commerce/ports/shop_figures_contract.ts";
import { usersContract } from "../../application/commerce/ports/users_contract.ts";
import { waitingOrdersContract } from "../../application/commerce/ports/waiting_orders_contract.ts";
import { outboxContract } from "../../application/shared/outbox_contract.ts";
import { type EmbeddedShops, embeddedShops } from "../../testing/embedded_shop.ts";
import { connectPostgres } from "../postgres/connect.ts";
import { migrationsContract } from "../postgres/migrations_contract.ts";
import "../../testing/leak_checks.ts";

/** What holds on the real server holds on the embedded one: the same adapter, the same SQL, the same cases. */
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
  orderEffectsContract("embedded Postgres", open);
  waitingOrdersContract("embedded Postgres", open);
  outboxContract("embedded Postgres", open);
  poolCandidatesContract("embedded Postgres", open);
  membershipContract("embedded Postgres", open);
  usersContract("embedded Postgres", open);
  productsContract("embedded Postgres", open);
  ordersContract("embedded Postgres", open);
  shopFiguresContract("embedded Postgres", open);
  marketStoreContract("embedded Postgres", open);
  identificationsContract("embedded Postgres", () => shops.openIdentity(), { rounds: 3 });
  customersContract("embedded Postgres", () => shops.openIdentity());
  beaconsContract("embedded Postgres", async (work) => {
    await using store = await shops.openIdentity();
    await work(store.beacons);
  });
  // Last: it takes the tables of the others away.
  migrationsContract("embedded Postgres", async () => {
    const sql = connectPostgres({ url: shops.url, max: 5 });
    await sql`drop schema public cascade`;
    await sql`create schema public`;
    return { sql, [Symbol.asyncDispose]: () => sql.end() };
  });
});
