import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed, FIRST } from "../../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop } from "../../../../testing/ports/shop.ts";
import type { Order } from "../../../../domain/commerce/order.ts";

/** Orders that come again: their status advances, their content stays. */
export function resentOrdersContract(engine: string, open: OpenShop): void {
  describe(`resent orders of Inbox in ${engine}`, () => {
    it(
      "accept advances the status of an order that comes again, in the batch's order, once, and never back",
      inShop(open, async (shop) => {
        const sample = new Samples("resent");
        const [user, product] = [sample.user(), sample.product()];
        await feed(shop, { users: [user], products: [product] });
        const order = sample.order(user, product, { status: "PLACED" });
        const as = (status: Order["status"]) => ({ ...order, status, createdAt: minutesAfter(NOON, 9) });
        const statusNow = async () => (await shop.orders.find(order.orderId))?.status;
        const first = await feed(shop, { orders: [order, as("PAID"), as("SHIPPED"), order] });
        assertEquals(first, { stored: 1, duplicates: 3, pending: 0, changed: 2 });
        assertEquals(await statusNow(), "SHIPPED");
        const stale = [as("PAID"), as("SHIPPED"), order];
        assertEquals(await feed(shop, { orders: stale }), { stored: 0, duplicates: 3, pending: 0 });
        assertEquals(await feed(shop, { orders: [as("DELIVERED")] }), {
          stored: 0,
          duplicates: 1,
          pending: 0,
          changed: 1,
        });
        assertEquals(await statusNow(), "DELIVERED");
        assertEquals((await shop.orders.find(order.orderId))?.createdAt, NOON);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept keeps an order that comes again with other content, or an end it can't have, and names it",
      inShop(open, async (shop) => {
        const sample = new Samples("conflicts");
        const [user, product] = [sample.user(), sample.product()];
        await feed(shop, { users: [user], products: [product] });
        const order = sample.order(user, product, { status: "DELIVERED" });
        await feed(shop, { orders: [order] });
        const sent = [{ ...order, totalAmount: 1, status: "RETURNED" as const }, {
          ...order,
          status: "CANCELLED" as const,
        }];
        const conflicts = { stored: 0, duplicates: 2, pending: 0, conflicts: [order.orderId] };
        assertEquals(await feed(shop, { orders: sent }), conflicts);
        const { status, totalAmount } = (await shop.orders.find(order.orderId))!;
        assertEquals([status, totalAmount], ["DELIVERED", order.totalAmount]);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept advances the status of an order that is pending",
      inShop(open, async (shop) => {
        const sample = new Samples("pending");
        const [user, product] = [sample.user(), sample.product()];
        const order = sample.order(user, product, { status: "PLACED" });
        await feed(shop, { orders: [order] });
        const paid = await feed(shop, { orders: [{ ...order, status: "PAID" }] });
        assertEquals(paid, { stored: 0, duplicates: 1, pending: 0, changed: 1 });
        const other = await feed(shop, { orders: [{ ...order, quantity: 7 }] });
        assertEquals(other, { stored: 0, duplicates: 1, pending: 0, conflicts: [order.orderId] });
        await feed(shop, { users: [user], products: [product] });
        assertEquals(await shop.pending.complete(10), 1);
        assertEquals((await shop.orders.find(order.orderId))?.status, "PAID");
      }),
    );

    it(
      "accept of orders that come again does not wait for who completes them, which waits for it",
      inShop(open, async (shop) => {
        const sample = new Samples("again while completed");
        const product = sample.product();
        const known = sample.user();
        await feed(shop, { users: [known], products: [product] });
        const stored = sample.order(known, product);
        await feed(shop, { orders: [stored] });
        for (let round = 0; round < 15; round++) {
          const user = sample.user();
          const order = sample.order(user, product);
          await feed(shop, { orders: [order] });
          await feed(shop, { users: [user] });
          await Promise.all([
            feed(shop, { orders: [order, stored] }, { ...FIRST, partition: 1 }),
            shop.pending.complete(100),
          ]);
          await shop.pending.complete(100);
        }
        assertEquals([await shop.pending.count(), await shop.reconcile()], [0, []]);
      }),
    );
  });
}
