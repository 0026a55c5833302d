import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { updatePurchase } from "../../../../domain/commerce/purchase.ts";
import { minutesAfter, NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop } from "../../../../testing/ports/shop.ts";
import type { Delivery } from "../webhooks.ts";

const delivery = (deliveryId: string): Delivery => ({ source: "shopify", deliveryId, purchaseId: "shop/1" });

/** Each delivery once, with its events, one at a time for a purchase. */
export function webhooksContract(engine: string, open: OpenShop): void {
  const sample = new Samples("webhooks");
  const [user, product] = [sample.user(), sample.product()];
  const order = sample.order(user, product, { quantity: 2 });
  const update = {
    ...{ updatedAt: NOON, cancelledAt: null, status: "PLACED" as const, lines: [{ lineId: "1", order }] },
    refunds: [{ refundId: "R", at: NOON, lines: [{ lineId: "1", quantity: 1 }] }],
  };

  describe(`WebhookInbox in ${engine}`, () => {
    it(
      "take stores the purchase and its events together, and gives the purchase to the next",
      inShop(open, async ({ webhooks, outbox }) => {
        const first = updatePurchase(null, update)!;
        const taken = await webhooks.take(delivery("a"), (known) => {
          assertEquals(known, null);
          return { purchase: first.purchase, events: first.orders.map((order) => ({ type: "order.placed", order })) };
        });
        assertEquals([taken, await outbox.waiting()], ["taken", 2]);
        assertEquals(await webhooks.take(delivery("a"), () => null), "duplicate");
        const stale = await webhooks.take(delivery("b"), (known) => {
          assertEquals(known, first.purchase);
          return null;
        });
        assertEquals([stale, await outbox.waiting()], ["stale", 2]);
      }),
    );

    it(
      "take leaves nothing behind when deciding fails, so that the delivery may come again",
      inShop(open, async ({ webhooks, outbox }) => {
        const fault = () => {
          throw new TypeError("a fault");
        };
        await assertRejects(() => webhooks.take(delivery("a"), fault), TypeError, "a fault");
        const { purchase } = updatePurchase(null, update)!;
        const taken = await webhooks.take(delivery("a"), (known) => known === null ? { purchase, events: [] } : null);
        assertEquals([taken, await outbox.waiting()], ["taken", 0]);
      }),
    );

    it(
      "take of many deliveries of one purchase at the same time loses none",
      inShop(open, async ({ webhooks }) => {
        const outcomes = await Promise.all(
          Array.from({ length: 12 }, (_, n) =>
            webhooks.take(delivery(`${n % 10}`), (known) => {
              const line = { lineId: `${n % 10}`, order: { ...order, createdAt: minutesAfter(NOON, n) } };
              return {
                purchase: updatePurchase(known, { ...update, lines: [line], refunds: [] })!.purchase,
                events: [],
              };
            })),
        );
        assertEquals(outcomes.filter((outcome) => outcome === "duplicate").length, 2);
        await webhooks.take(delivery("last"), (known) => {
          assertEquals(known?.lines.length, 10);
          return null;
        });
      }),
    );
  });
}
