import { assertEquals } from "@std/assert";
import { completePendingOrders } from "../../../application/commerce/complete_pending_orders.ts";
import { pendingOrdersContract } from "../../../application/commerce/ports/contracts/pending_orders_contract.ts";
import { Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { feed } from "../../../testing/fixtures/feed.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop, shopOn } from "../../../testing/ports/shop.ts";

pendingOrdersContract("Postgres", postgresShop);

Deno.test("a pending order that the database refuses is put off, and holds up no other", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const shop = shopOn(sql, () => Promise.resolve());
  const sample = new Samples("refused");
  const user = sample.user();
  const product = sample.product();
  const orders = sample.orders(20, [user], [product]);
  await feed(shop, { orders });
  await feed(shop, { users: [user] });
  await feed(shop, { products: [product] });
  const refused = orders[7]!.orderId;
  await sql.unsafe(`alter table orders add check (order_id <> '${refused}')`);

  const reported: string[] = [];
  const deps = { pending: shop.pending, onRefused: (orderId: string) => reported.push(orderId) };
  const { signal } = new AbortController();
  assertEquals(await completePendingOrders(deps, signal), 19);
  assertEquals([reported, await shop.pending.count()], [[refused], 1]);
  assertEquals(await completePendingOrders(deps, signal), 0, "it rests for a minute");

  await sql`alter table orders drop constraint orders_order_id_check`;
  await sql`update pending_orders set received_at = now()`;
  assertEquals([await completePendingOrders(deps, signal), await shop.pending.count()], [1, 0]);
  assertEquals(await shop.reconcile(), []);
});
