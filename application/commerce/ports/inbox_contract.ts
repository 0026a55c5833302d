import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed, FIRST, listed, placed, registered, step } from "../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON, orderId, Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop, type ShopUnderTest } from "../../../testing/ports/shop.ts";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import { type User, userIdSchema } from "../../../domain/commerce/user.ts";
import { DataRefused } from "../../shared/fault.ts";
import type { LogRecord } from "../../shared/log.ts";
import type { DeadLetter } from "../../shared/dead_letter_record.ts";

const WORKERS = 20;

/** One transaction or none: the position, the fence, dead letters, refused data. */
export function inboxContract(engine: string, open: OpenShop): void {
  describe(`Inbox in ${engine}`, () => {
    it(
      "position begins at 0 and is each group's, topic's and partition's own",
      inShop(open, async ({ inbox }) => {
        const elsewhere = [{ ...FIRST, group: "other" }, { ...FIRST, topic: "users" }, { ...FIRST, partition: 1 }];
        for (const at of [FIRST, ...elsewhere]) assertEquals((await inbox.position(at)).next, 0);
        assertEquals(await inbox.accept(step(0, 7), [], []), { stored: 0, duplicates: 0, pending: 0 });
        assertEquals((await inbox.position(FIRST)).next, 7);
        for (const at of elsewhere) assertEquals((await inbox.position(at)).next, 0);
      }),
    );

    it(
      "position keeps the log's id, which a step without one leaves as it is",
      inShop(open, async ({ inbox }) => {
        assertEquals(await inbox.position(FIRST), { next: 0, logId: null });
        await inbox.accept({ ...step(0, 7), logId: "cluster/first" }, [], []);
        await inbox.accept(step(7, 9), [], []);
        assertEquals(await inbox.position(FIRST), { next: 9, logId: "cluster/first" });
        await inbox.accept({ ...step(9, 0), logId: "cluster/second" }, [], []);
        assertEquals(await inbox.position(FIRST), { next: 0, logId: "cluster/second" });
      }),
    );

    it(
      "accept is fenced where the position is one of another log, and only there",
      inShop(open, async ({ inbox, outbox }) => {
        await inbox.position(FIRST);
        const [old, made] = ["cluster/first", "cluster/second"];
        await inbox.accept({ ...step(0, 4), fromLogId: old }, [], []);
        await inbox.accept({ ...step(4, 4), fromLogId: null, logId: old }, [], []);
        await inbox.accept({ ...step(4, 0), fromLogId: old, logId: made }, [], []);
        // Read from the old log before it was deleted, at an offset that the new one has, too.
        assertEquals(await inbox.accept({ ...step(0, 2), fromLogId: old }, [], [deadLetter(1)]), "fenced");
        assertEquals([await inbox.position(FIRST), await outbox.waiting()], [{ next: 0, logId: made }, 0]);
        for (const fromLogId of [made, null]) {
          assertEquals(await inbox.accept({ ...step(0, 0), fromLogId }, [], []), {
            stored: 0,
            duplicates: 0,
            pending: 0,
          });
        }
      }),
    );

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

    it(
      "accept on a partition whose position was never asked for is fenced",
      inShop(open, async ({ inbox }) => {
        assertEquals(await inbox.accept(step(0, 1), [], []), "fenced");
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
        await shop.inbox.probe!(placed(good));
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

    it(
      "all gives every position, with the time of the last record that was ever in it",
      inShop(open, async ({ inbox, positions }) => {
        const second = { group: "users_group", topic: "users", partition: 2 };
        for (const at of [FIRST, second]) await inbox.position(at);
        await inbox.accept(step(0, 3), [], []);
        await inbox.accept({ ...step(3, 9), lastRecordAt: minutesAfter(NOON, 5) }, [], []);
        await inbox.accept({ ...step(9, 10), lastRecordAt: null }, [], []);
        assertEquals(await positions.all(), [
          { ...FIRST, next: 10, lastRecordAt: minutesAfter(NOON, 5) },
          { ...second, next: 0, lastRecordAt: null },
        ]);
      }),
    );

    it(
      "accept moves a position far beyond 32 bits, and back",
      inShop(open, async ({ inbox }) => {
        await inbox.position(FIRST);
        await inbox.accept(step(0, 5_000_000_000), [], []);
        assertEquals((await inbox.position(FIRST)).next, 5_000_000_000);
        await inbox.accept(step(5_000_000_000, 12), [], []);
        assertEquals((await inbox.position(FIRST)).next, 12);
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

function deadLetter(offset: number, changes: Partial<DeadLetter> = {}): DeadLetter {
  return {
    topic: "orders",
    partition: 0,
    offset,
    key: "k",
    value: new TextEncoder().encode("{"),
    headers: {},
    cause: { code: "not_json", message: "Cannot read the record: 한글 \0" },
    ...changes,
  };
}

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
