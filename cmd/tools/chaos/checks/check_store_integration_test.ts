import { assertEquals, assertStringIncludes } from "@std/assert";
import { recordOwnDeltas } from "../../../../adapters/postgres/commerce/order_deltas.ts";
import { PostgresCommerceWriter } from "../../../../adapters/postgres/commerce/commerce_writer.ts";
import type { Order } from "../../../../domain/commerce/order.ts";
import { testInstallation } from "../../../../testing/engines/installation.ts";
import { orderId, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { checkStore } from "./check_store.ts";
import { Ledger } from "../load/ledger.ts";

Deno.test("checkStore finds what is lost, different or unknown, and figures that the orders do not give", async () => {
  await using shop = await testInstallation();
  const { sql } = shop;
  const samples = new Samples("check");
  const users = samples.users(20);
  const products = samples.products(10);
  const orders = samples.orders(200, users, products);
  const store = new PostgresCommerceWriter(sql);
  await Promise.all([store.addUsers(users), store.addProducts(products)]);
  await store.addOrders(orders);
  const ledger = new Ledger();
  const sent = [
    ...users.map((user) => ({ type: "user.registered" as const, user })),
    ...products.map((product) => ({ type: "product.listed" as const, product })),
    ...orders.map((order) => ({ type: "order.placed" as const, order })),
  ];
  ledger.attempt(sent);
  ledger.acknowledge(sent, []);
  const unanswered = samples.order(users[0]!, products[0]!, { orderId: orderId("O-unanswered") });
  ledger.attempt([{ type: "order.placed", order: unanswered }]);

  const right = await checkStore(sql, ledger);
  assertEquals([right.problems, right.wrongEffects], [[], 0]);
  assertEquals(right.tables.orders, {
    acknowledged: 200,
    unacknowledged: 1,
    stored: 200,
    lost: 0,
    deleted: 0,
    doubled: 0,
    different: 0,
    unknown: 0,
  });

  const [gone, changed, renamed] = orders as [Order, Order, Order];
  await sql`delete from orders where order_id = ${gone.orderId}`;
  await sql`update orders set quantity = quantity + 1 where order_id = ${changed.orderId}`;
  await sql`update orders set order_id = 'O-nobody-sent' where order_id = ${renamed.orderId}`;
  await sql`update products set order_count = order_count + 1 where product_id = ${products[9]!.productId}`;
  await sql`delete from users where user_id not in (select user_id from orders)`;
  const wrong = await checkStore(sql, ledger);
  const { lost, different, unknown, stored } = wrong.tables.orders;
  assertEquals([stored, lost, different, unknown], [199, 2, 1, 1]);
  for (const id of [gone.orderId, changed.orderId, renamed.orderId, "O-nobody-sent", products[9]!.productId]) {
    assertStringIncludes(wrong.problems.join("\n"), id);
  }
  assertEquals(wrong.wrongEffects > 0, true);
});

Deno.test("checkStore finds a row that is stored twice", async () => {
  await using shop = await testInstallation();
  const { sql } = shop;
  const samples = new Samples("twice");
  const user = samples.user();
  const product = samples.product();
  const order = samples.order(user, product);
  const store = new PostgresCommerceWriter(sql);
  await Promise.all([store.addUsers([user]), store.addProducts([product])]);
  await store.addOrders([order]);
  const ledger = new Ledger();
  ledger.attempt([
    { type: "user.registered", user },
    { type: "product.listed", product },
    { type: "order.placed", order },
  ]);
  await sql`alter table orders drop constraint orders_pkey`;
  await sql.begin(async (sql) => {
    await recordOwnDeltas(sql);
    await sql`insert into orders select * from orders`;
  });
  const { tables, wrongEffects } = await checkStore(sql, ledger);
  assertEquals([tables.orders.stored, tables.orders.doubled], [2, 1]);
  assertEquals(wrongEffects > 0, true, "the order was counted once");
});

Deno.test("checkStore leaves the moment of an order to the API that it was sent to, and strangers' rows to them", async () => {
  await using shop = await testInstallation();
  const { sql } = shop;
  const samples = new Samples("untimed");
  const user = samples.user();
  const product = samples.product();
  const [own, others] = samples.orders(2, [user], [product]) as [Order, Order];
  const store = new PostgresCommerceWriter(sql);
  await Promise.all([store.addUsers([user]), store.addProducts([product])]);
  const ledger = new Ledger();
  ledger.attemptOrder(own);
  ledger.acknowledgeOrder(own);
  await store.addOrders([{ ...own, createdAt: new Date(own.createdAt.getTime() + 5_000) }, others]);

  assertEquals((await checkStore(sql, ledger, { isShared: true })).problems, []);
  const alone = await checkStore(sql, ledger);
  assertEquals([alone.tables.orders.unknown, alone.tables.users.unknown, alone.tables.products.unknown], [1, 1, 1]);

  await sql`update orders set quantity = quantity + 1 where order_id = ${own.orderId}`;
  assertEquals((await checkStore(sql, ledger, { isShared: true })).tables.orders.different, 1);
  await sql`delete from orders where order_id = ${own.orderId}`;
  assertEquals((await checkStore(sql, ledger, { isShared: true })).tables.orders.lost, 1);
});
