import { assertEquals } from "@std/assert";
import { completePendingOrders } from "../../../application/commerce/complete_pending_orders.ts";
import { pendingOrdersContract } from "../../../application/commerce/ports/contracts/pending_orders_contract.ts";
import { Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { feed } from "../../../testing/fixtures/feed.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop, shopOn } from "../../../testing/ports/shop.ts";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import { transaction } from "../core/map_errors.ts";
import { insertOrders } from "./insert_orders.ts";
import { resendOrders } from "./resend_orders.ts";

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

Deno.test("an order that comes again while its pending row is completed keeps the later status", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const shop = shopOn(sql, () => Promise.resolve());
  const sample = new Samples("completed");
  const user = sample.user();
  const product = sample.product();
  const [order] = sample.orders(1, [user], [product]);
  const placed = { ...order!, status: "PLACED" as const };
  await feed(shop, { orders: [placed] });
  await feed(shop, { users: [user], products: [product] });

  let resent: Promise<{ readonly changed: number }> | undefined;
  await transaction(sql, async (completing) => {
    await completing`delete from pending_orders where order_id = ${placed.orderId}`;
    await insertOrders(completing, [placed]);
    resent = transaction(sql, (own) => resendOrders(own, [{ ...placed, status: "PAID" }]));
    await waitUntil("see it wait for the pending row", async () => {
      const [row] = await sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return row !== undefined;
    });
  });
  assertEquals((await resent!).changed, 1);
  assertEquals((await sql`select status from orders where order_id = ${placed.orderId}`)[0]!.status, "PAID");
});
