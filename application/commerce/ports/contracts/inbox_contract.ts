import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { deadLetter, feed, FIRST, listed, placed, registered, step } from "../../../../testing/fixtures/feed.ts";
import { orderId, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop, type ShopUnderTest } from "../../../../testing/ports/shop.ts";
import type { CommerceEvent } from "../../../../domain/commerce/commerce_event.ts";
import type { Product } from "../../../../domain/commerce/product.ts";
import { type User, userIdSchema } from "../../../../domain/commerce/user.ts";
import { DataRefused } from "../../../shared/fault.ts";
import type { LogRecord } from "../../../shared/log.ts";

const WORKERS = 20;

/** One transaction or none: the position, the fence, dead letters, refused data. */
export function inboxContract(engine: string, open: OpenShop): void {
  describe(`Inbox in ${engine}`, () => {
    it(
      "accept stores rows, dead letters and the position together",
      inShop(open, async (shop) => {
        const sample = new Samples("together");
        const user = sample.user();
        const product = sample.product();
        await shop.inbox.position(FIRST);
        const events = [registered(user), listed(product), placed(sample.order(user, product))];
        const accepted = await shop.inbox.accept(step(0, 5), events, [deadLetter(3), deadLetter(4)]);
        assertEquals(accepted, { stored: 3, duplicates: 0, pending: 0 });
        assertEquals((await shop.inbox.position(FIRST)).next, 5);
        assertEquals((await shop.figures.figures()).counts, { users: 1, products: 1, orders: 1 });
        assertEquals(await shop.outbox.waiting(), 2);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept lets exactly one of twenty workers take the same step",
      inShop(open, async (shop) => {
        const sample = new Samples("race");
        const user = sample.user();
        const product = sample.product();
        await feed(shop, { users: [user], products: [product] });
        // Every worker brings an order of its own, so that whatever a loser left behind would be seen.
        const outcomes = await Promise.all(Array.from({ length: WORKERS }, async (_, n) => {
          const order = sample.order(user, product, { totalAmount: n + 1 });
          const result = await shop.inbox.accept(step(2, 4), [placed(order)], [deadLetter(n)]);
          return { result, order };
        }));
        const winners = outcomes.filter(({ result }) => result !== "fenced");
        assertEquals(winners.map(({ result }) => result), [{ stored: 1, duplicates: 0, pending: 0 }]);
        const [stored] = await shop.figures.recentOrders(WORKERS);
        assertEquals(stored?.orderId, winners[0]!.order.orderId);
        assertEquals((await shop.figures.figures()).counts.orders, 1);
        assertEquals(await shop.outbox.waiting(), 1);
        assertEquals((await shop.inbox.position(FIRST)).next, 4);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept is fenced wherever the position is not where the step begins",
      inShop(open, async (shop) => {
        const { user, product, order } = await oneOfEach(shop);
        const before = await stateOf(shop);
        for (const from of [0, 1, 3, 1_000]) {
          const events = [registered({ ...user, userId: userIdSchema.parse("U-new") }), placed(order)];
          assertEquals(await shop.inbox.accept(step(from, 2_000), events, [deadLetter(1)]), "fenced");
          assertEquals(await shop.inbox.accept(step(from, 2_000), [], []), "fenced");
        }
        assertEquals(await stateOf(shop), before);
        assertEquals(await shop.products.find(product.productId), before.product);
      }),
    );

    for (const [what, spoil] of Object.entries(UNSTORABLE)) {
      it(
        `accept refuses ${what} and stores nothing of the step`,
        inShop(open, async (shop) => {
          const sample = new Samples(what);
          const { user, product } = await oneOfEach(shop);
          const before = await stateOf(shop);
          const good = [
            registered(sample.user({ userId: userIdSchema.parse("U-good") })),
            placed(sample.order(user, product)),
          ];
          const bad = spoil(sample, { user, product });
          await assertRejects(
            () => shop.inbox.accept(step(2, 5), [good[0]!, bad, good[1]!], [deadLetter(1)]),
            DataRefused,
          );
          assertEquals(await stateOf(shop), before);
          // The same step without the bad one goes through: nothing was left locked or half done.
          assertEquals(await shop.inbox.accept(step(2, 5), good, []), { stored: 2, duplicates: 0, pending: 0 });
          assertEquals(await shop.reconcile(), []);
        }),
      );
    }

    it(
      "probe refuses what accept refuses, and stores nothing of the others",
      inShop(open, async (shop) => {
        const sample = new Samples("probed");
        const user = sample.user();
        const product = sample.product();
        await feed(shop, { users: [user], products: [product] });
        const good = sample.order(user, product);
        assertEquals(await shop.inbox.probe!(placed(good)), "stored");
        const pending = sample.order(sample.user(), product);
        assertEquals([await shop.inbox.probe!(placed(pending)), await shop.pending.count()], ["set aside", 0]);
        await shop.inbox.probe!(placed({ ...good, quantity: 0 })).then(
          () => assertEquals(true, false, "accept refuses a quantity of 0"),
          (error) => assertEquals(error instanceof DataRefused, true),
        );
        assertEquals((await shop.figures.figures()).counts, { users: 1, products: 1, orders: 0 });
        assertEquals((await shop.inbox.position(FIRST)).next, 2);
        await feed(shop, { orders: [good] });
        await shop.inbox.probe!(placed(good));
        assertEquals((await shop.figures.figures()).counts, { users: 1, products: 1, orders: 1 });
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept passes dead letters on byte by byte, with the cause and the place they came from",
      inShop(open, async (shop) => {
        const letters = [
          deadLetter(7, { key: null, value: null, headers: {} }),
          deadLetter(8, { key: "키\0", value: new Uint8Array([0, 255, 254, 128]), headers: { "ce_id": "\0 한글" } }),
        ];
        await feed(shop, { dead: letters });
        const sent: LogRecord[] = [];
        assertEquals(await shop.outbox.topics(), ["orders.dlq"]);
        await shop.outbox.relay(
          "orders.dlq",
          { records: 10, bytes: 1_000_000 },
          (records) => Promise.resolve(void sent.push(...records)),
        );
        assertEquals(sent.map(({ key }) => key), [null, "키\0"]);
        assertEquals(sent.map(({ value }) => value && [...value]), [null, [0, 255, 254, 128]]);
        assertEquals(sent[1]!.headers, {
          "ce_id": "\0 한글",
          "dlq-id": "orders/0/8",
          "dlq-topic": "orders",
          "dlq-partition": "0",
          "dlq-offset": "8",
          "dlq-code": "not_json",
          "dlq-cause": "Cannot read the record: 한글 \0",
        });
      }),
    );
  });
}

interface Known {
  readonly user: User;
  readonly product: Product;
}

/** Events that the types let through and no store can hold: what a decoder missed must not get stuck either. */
const UNSTORABLE: Readonly<
  Record<string, (sample: Samples, known: Known) => CommerceEvent>
> = {
  "a NUL character in a user's name": (sample) => registered(sample.user({ name: "a\0b" })),
  "a NUL character in an order's selection": (sample, { user, product }) =>
    placed(sample.order(user, product, { selection: { score: 1, factors: [{ name: "\0", value: 1 }] } })),
  "half of a surrogate pair": (sample) => listed(sample.product({ name: "\ud83d" })),
  "a text that is too long": (sample) => listed(sample.product({ name: "긴".repeat(201) })),
  "a quantity of 0": (sample, { user, product }) => placed(sample.order(user, product, { quantity: 0 })),
  "an amount beyond 32 bits": (sample, { user, product }) =>
    placed(sample.order(user, product, { totalAmount: 3_000_000_000 })),
};

/** A shop with one user, one product and one order, read from two offsets. */
async function oneOfEach(shop: ShopUnderTest) {
  const sample = new Samples("one of each");
  const user = sample.user();
  const product = sample.product();
  await feed(shop, { users: [user], products: [product] });
  const order = sample.order(user, product, { orderId: orderId("O-first") });
  await feed(shop, { orders: [order] }, { ...FIRST, partition: 1 });
  return { user, product, order };
}

async function stateOf(shop: ShopUnderTest) {
  const [order] = await shop.figures.recentOrders(1);
  return {
    positions: await shop.positions.all(),
    figures: await shop.figures.figures(),
    days: await shop.dailySales(),
    product: order && await shop.products.find(order.productId),
    user: order && await shop.users.find(order.userId),
    pending: await shop.pending.count(),
    outbox: await shop.outbox.waiting(),
  };
}
