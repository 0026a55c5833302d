import { assert, assertEquals } from "@std/assert";
import "../../../testing/engines/leak_checks.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { NOON, Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { deadLetter, feed, placed, registered, step } from "../../../testing/fixtures/feed.ts";
import { subscribe, toldTo } from "../../../testing/fixtures/webhook_events.ts";
import { shopOn } from "../../../testing/ports/shop.ts";
import type { Sql } from "../core/connect.ts";
import { PostgresInbox } from "./inbox.ts";
import { tellOfNothing } from "../core/webhook_events.ts";
import { insertOrders } from "./insert_orders.ts";

const sample = new Samples("told events");
const user = sample.user();
const product = sample.product();

async function inShop(test: (shop: ReturnType<typeof shopOn>, sql: Sql) => Promise<void>): Promise<void> {
  await using database = await temporaryDatabase();
  const shop = shopOn(database.sql, () => Promise.resolve());
  await feed(shop, { users: [user], products: [product] });
  await test(shop, database.sql);
}

/** Complete, as COPY asks for. */
function order() {
  const { name: userName, gender: userGender } = user;
  const filled = { category: product.category, userName, userRegion: "서울", userGender, userAgeGroup: "30s" as const };
  return sample.order(user, product, filled);
}

Deno.test("order.stored tells of exactly the orders that a batch has stored, inserted or copied", () =>
  inShop(async (shop, sql) => {
    const before = order();
    await shop.inbox.accept(step(2, 3), [placed(before)], []);
    const [wanted, other] = [await subscribe(sql, "order.stored"), await subscribe(sql, "order.stored")];
    const none = await subscribe(sql, "customer.identified");
    const [inserted, fenced, copied] = [order(), order(), order()];
    await shop.inbox.accept(step(3, 5), [placed(before), placed(inserted)], []);
    assertEquals(await shop.inbox.accept(step(3, 5), [placed(fenced)], []), "fenced");
    const copying = new PostgresInbox(sql, { copyAbove: 0 });
    await copying.accept(step(5, 6), [placed(copied)], []);
    // Refused as a duplicate, and then inserted.
    await copying.accept(step(6, 8), [placed(copied), placed(fenced)], []);
    const told = await toldTo(sql, wanted);
    assertEquals(told.map(({ data }) => data.orderId), [inserted, copied, fenced].map(({ orderId }) => orderId));
    assertEquals(told[1]!.data, {
      orderId: copied.orderId,
      userId: user.userId,
      productId: product.productId,
      quantity: 1,
      totalAmount: product.price,
      category: product.category,
      status: "PLACED",
      createdAt: NOON.toISOString(),
    });
    assertEquals(await toldTo(sql, other), told, "under the same ids");
    assertEquals(await toldTo(sql, none), []);
  }));

Deno.test("order.stored tells of a pending order once it is stored, of one by hand, and of nothing that an invented past adds", () =>
  inShop(async (shop, sql) => {
    const wanted = await subscribe(sql, "order.stored");
    const late = sample.user();
    const pending = sample.order(late, product);
    await shop.inbox.accept(step(2, 3), [placed(pending)], []);
    assertEquals(await toldTo(sql, wanted), []);
    await shop.inbox.accept(step(3, 4), [registered(late)], []);
    assertEquals(await shop.pending.complete(10), 1);
    await sql.begin(async (invented) => {
      await tellOfNothing(invented);
      await insertOrders(invented, [order()]);
    });
    const added = order();
    assertEquals(await shop.orders.add(added), "added");
    await sql`
      insert into orders (order_id, user_id, product_id, quantity, total_amount)
      values ('by hand', ${user.userId}, ${product.productId}, 2, 2000)`;
    const told = (await toldTo(sql, wanted)).map(({ data }) => [data.orderId, data.quantity]);
    assertEquals(told, [[pending.orderId, 1], [added.orderId, 1], ["by hand", 2]]);
  }));

Deno.test("order.status_changed tells the status before, however the order is changed, and not of what is undone", () =>
  inShop(async (shop, sql) => {
    const wanted = await subscribe(sql, "order.status_changed");
    const [one, sentAgain] = [order(), order()];
    await shop.inbox.accept(step(2, 4), [placed(one), placed(sentAgain)], []);
    await shop.orders.advance(one.orderId, "PLACED", "PAID");
    await shop.orders.change(one.orderId, { status: "PAID" });
    await shop.inbox.accept(step(4, 5), [placed({ ...sentAgain, status: "PAID" })], []);
    await shop.orders.change(one.orderId, { status: "CANCELLED" }, () => false);
    await shop.orders.change(one.orderId, { status: "CANCELLED" });
    await sql.begin(async (undone) => {
      await undone`update orders set status = 'SHIPPED'`;
      throw new Error("undone");
    }).catch(() => {});
    const told = (await toldTo(sql, wanted)).map(({ data }) => [data.orderId, data.previousStatus, data.status]);
    assertEquals(told, [
      [one.orderId, "PLACED", "PAID"],
      [sentAgain.orderId, "PLACED", "PAID"],
      [one.orderId, "PAID", "CANCELLED"],
    ]);
  }));

Deno.test("dead_letter.added tells where a record lies and why, and nothing of what is in it", () =>
  inShop(async (shop, sql) => {
    await shop.inbox.accept(step(2, 3), [], [deadLetter(2)]);
    const wanted = await subscribe(sql, "dead_letter.added");
    const [dead, next] = [deadLetter(3), deadLetter(4)];
    await shop.inbox.accept(step(3, 5), [placed(order())], [dead, next]);
    assertEquals(await shop.inbox.accept(step(3, 5), [], [dead]), "fenced");
    const { topic, partition, offset, cause } = dead;
    const told = await toldTo(sql, wanted);
    assertEquals(told.length, 2);
    assertEquals(told[0]!.data, { topic: `${topic}.dlq`, source: { topic, partition, offset }, code: cause.code });
    assert(told[0]!.eventId !== told[1]!.eventId);
  }));

Deno.test("an erased user's events are gone, told or not, and the certificate counts them", () =>
  inShop(async (shop, sql) => {
    const wanted = await subscribe(sql, "order.stored");
    const other = sample.user();
    await shop.inbox.accept(step(2, 6), [
      registered(other),
      placed(sample.order(other, product)),
      placed(order()),
      placed(order()),
    ], []);
    const { found } = await shop.erasure.begin(user.userId, NOON);
    assertEquals(found.find(({ place }) => place === "webhook_outbox")?.records, 2);
    assertEquals((await toldTo(sql, wanted)).map(({ data }) => data.userId), [other.userId]);
  }));
