import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed } from "../../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop, type ShopUnderTest } from "../../../../testing/ports/shop.ts";
import type { Order } from "../../../../domain/commerce/order.ts";
import { undoImport } from "../../import/undo_import.ts";
import type { ImportedFile } from "../import_runs.ts";

const FILE: ImportedFile = {
  file: "orders.csv",
  digest: "a".repeat(64),
  profile: "Online Retail",
  via: "postgres",
  storeId: null,
};
const COUNTS = { lines: 9, orders: 7, rejected: 1, alreadyThere: 2, differing: 1 };
const signal = new AbortController().signal;

/** Runs of imports, what they compare with, and their undo. */
export function importsContract(engine: string, open: OpenShop): void {
  const undo = (shop: ShopUnderTest, run: number, force = false) =>
    undoImport({ runs: shop.runs, undo: shop.undo, takeSales: shop.takeSales, withRetry: (work) => work() }, run, {
      runner: "undo",
      signal,
      force,
    });

  describe(`imports in ${engine}`, () => {
    it(
      "begin goes on with an unfinished run of the same file, and replaces who worked on it",
      inShop(open, async ({ runs }) => {
        const { run } = await begun(runs.begin(FILE, "one"));
        assert(await runs.note(run, "one", COUNTS));
        assertEquals(await begun(runs.begin({ ...FILE, via: "kafka" }, "two")), { run });
        assert(!await runs.note(run, "one", COUNTS));
        assert(!await runs.finish(run, "one", COUNTS));
        assert(await runs.finish(run, "two", COUNTS));
        const other = await begun(runs.begin(FILE, "three"));
        const pipe = await begun(runs.begin({ ...FILE, digest: null }, "four"));
        assert(other.run > run && pipe.run > other.run);
        assert((await begun(runs.begin({ ...FILE, digest: null }, "five"))).run > pipe.run);
        const listed = await runs.list(10);
        assertEquals(listed.length, 4);
        assertEquals((await runs.list(2, listed[1]!.run)).map(({ run }) => run), listed.slice(2).map(({ run }) => run));
        const { startedAt, finishedAt, ...first } = listed.at(-1)!;
        assert(startedAt instanceof Date && finishedAt instanceof Date);
        const none = { undoBeganAt: null, undoneAt: null };
        assertEquals(first, { ...FILE, ...COUNTS, ...none, via: "kafka", run, stored: 0, amount: 0 });
        assertEquals([(await runs.find(run))?.run, await runs.find(9_999)], [run, null]);
      }),
    );

    it(
      "orders of a run are found by id and by invoice, by those who compare",
      inShop(open, async (shop) => {
        const { run, orders } = await imported(shop, 3);
        assertEquals(await shop.runs.totals(run), { orders: 3, amount: orders.reduce((n, o) => n + o.totalAmount, 0) });
        const [first] = orders;
        const ids = [first!.orderId, "unknown" as Order["orderId"]];
        assertEquals(await shop.stored.find(ids), [
          { orderId: first!.orderId, quantity: first!.quantity, amount: first!.totalAmount, run },
        ]);
        assertEquals(await shop.stored.ofOthers(["I-1", "I-2"], run), []);
        assertEquals(await shop.stored.ofOthers(["I-1", "I-2"], run + 1), [], "the run has not ended");
        await shop.runs.finish(run, "one", COUNTS);
        assertEquals(await shop.stored.ofOthers(["I-1", "I-2"], run + 1), ["I-1"]);
        assertEquals(await shop.stored.ofOthers([], run), []);
        assertEquals((await shop.stored.linesOfOthers(["I-1"], [first!.productId], run + 1)).length, 3);
        assertEquals(await shop.stored.linesOfOthers(["I-1"], [first!.productId], run), []);
        const [totals] = await shop.stored.totalsOfOthers(["I-1"], run + 1);
        assertEquals(totals, { invoice: "I-1", ...await shop.runs.totals(run), takenBack: 0, refunded: 0 });
      }),
    );

    it(
      "gaps are those of other runs, until lines of their invoices are added",
      inShop(open, async (shop) => {
        const first = await begun(shop.runs.begin(FILE, "one"));
        await shop.stored.addGaps(first.run, [{ invoice: "I-1", lines: 1 }, { invoice: "I-2", lines: 1 }]);
        await shop.stored.addGaps(first.run, [{ invoice: "I-1", lines: 1 }]);
        assertEquals(await shop.stored.gaps(["I-1"], first.run), []);
        assertEquals(await begun(shop.runs.begin(FILE, "two")), first);
        assertEquals(await shop.stored.gaps(["I-1", "I-2"], first.run + 1), [], "it is read from the start again");
        await shop.stored.addGaps(first.run, [{ invoice: "I-1", lines: 2 }, { invoice: "I-2", lines: 1 }]);
        await shop.runs.finish(first.run, "two", COUNTS);
        const { run } = await imported(shop, 1);
        assertEquals(await shop.stored.gaps(["I-1", "I-3"], run), [{ invoice: "I-1", lines: 2 }]);
        await shop.runs.finish(run, "one", COUNTS);
        assertEquals(await shop.stored.gaps(["I-1", "I-2"], run + 1), [{ invoice: "I-2", lines: 1 }]);
      }),
    );

    it(
      "undo takes back what the run added, with its effects, and nothing else",
      inShop(open, async (shop) => {
        const sample = new Samples("others");
        const [user, product] = [
          sample.user({ userId: "others" as never }),
          sample.product({ productId: "mug" as never }),
        ];
        await feed(shop, { users: [user], products: [product] });
        const before = sample.orders(20, [user], [product]);
        await shop.writer.addOrders(before);
        const state = async () => [
          await shop.dailySales(),
          (await shop.users.find(user.userId))?.lastOrderedAt,
          (await shop.products.find(product.productId))?.orderCount,
          (await shop.figures.figures()).counts,
        ];
        const was = await state();

        const { run, orders } = await imported(shop, 30, { also: [user.userId, product.productId] });
        await shop.runs.finish(run, "one", COUNTS);
        assert(JSON.stringify(await state()) !== JSON.stringify(was));
        const taken = await undo(shop, run);
        assertEquals(taken, {
          ok: true,
          value: { orders: orders.length, sales: 0, users: 1, products: 1, keptUsers: 0, keptProducts: 0 },
        });
        assertEquals(await state(), was);
        assertEquals(await shop.reconcile(), []);
        const again = await undo(shop, run);
        assert(again.ok && again.value.orders === 0);
        assert((await shop.runs.find(run))?.undoneAt instanceof Date);
      }),
    );

    it(
      "undo keeps users and products that other orders need, and says so",
      inShop(open, async (shop) => {
        const { run, user, product } = await imported(shop, 3);
        await shop.writer.addOrders([new Samples("another").order(user, product)]);
        const taken = await undo(shop, run);
        assertEquals(taken.ok && taken.value, {
          orders: 3,
          sales: 0,
          users: 0,
          products: 0,
          keptUsers: 1,
          keptProducts: 1,
        });
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "undo refuses by name what has been changed since, unless it is forced to",
      inShop(open, async (shop) => {
        const { run, orders } = await imported(shop, 3);
        await shop.orders.change(orders[1]!.orderId, { status: "RETURNED" });
        const refusal = await undo(shop, run);
        assert(!refusal.ok && refusal.refusal.code === "orders_changed");
        assert(refusal.refusal.message.includes(orders[1]!.orderId), refusal.refusal.message);
        assertEquals((await shop.runs.totals(run)).orders, 3);
        const forced = await undo(shop, run, true);
        assert(forced.ok && forced.value.orders === 3);
        const unknown = await undo(shop, 9_999);
        assert(!unknown.ok && unknown.refusal.code === "unknown_run");
      }),
    );

    it(
      "what an undone run still sends through the log is not stored",
      inShop(open, async (shop) => {
        const { run, orders, user, product } = await imported(shop, 2);
        const late = new Samples("late").order(user, product, { invoice: "I-1", importRun: run });
        const pending = { ...late, orderId: "pending" as Order["orderId"], userId: "later" as Order["userId"] };
        await feed(shop, { orders: [pending] });
        assertEquals((await undo(shop, run)).ok, true);
        assertEquals(await shop.pending.count(), 0);
        await feed(shop, { users: [user], products: [product] });
        const { stored, duplicates } = await feed(shop, { orders: [...orders, late] });
        assertEquals([stored, duplicates], [0, 3]);
        assert(!await shop.runs.note(run, "one", COUNTS));
      }),
    );

    it(
      "an import does not begin while an undo is unfinished",
      inShop(open, async (shop) => {
        const { run } = await imported(shop, 2);
        await shop.undo.begin(run, "undo");
        assertEquals(await shop.undo.takeOrders(run, 1), 1);
        assertEquals(await shop.runs.begin(FILE, "two"), { undoing: run });
        assertEquals((await undo(shop, run)).ok, true);
        assert((await begun(shop.runs.begin(FILE, "two"))).run > run);
      }),
    );
  });
}

async function begun(begin: Promise<{ readonly run: number } | { readonly undoing: number }>) {
  const result = await begin;
  assert("run" in result, "an undo is unfinished");
  return { run: result.run };
}

/** An unfinished run that has added orders of one invoice. */
async function imported(shop: ShopUnderTest, count: number, { also = [] }: { readonly also?: readonly string[] } = {}) {
  const { run } = await begun(shop.runs.begin({ ...FILE, digest: null }, "one"));
  const sample = new Samples(`run ${run}`);
  const user = sample.user({ userId: `user-${run}` as Order["userId"], importRun: run });
  const product = sample.product({ productId: `product-${run}` as Order["productId"], importRun: run });
  await feed(shop, { users: [user], products: [product] });
  const [otherUser, otherProduct] = also;
  const orders = Array.from({ length: count }, (_, nth) =>
    sample.order(user, product, {
      orderId: `I-1-${run}-${nth}` as Order["orderId"],
      ...(otherUser && otherProduct && nth % 2 === 1
        ? { userId: otherUser as Order["userId"], productId: otherProduct as Order["productId"] }
        : {}),
      invoice: "I-1",
      importRun: run,
      createdAt: minutesAfter(NOON, 60 * nth + 4_000),
    }));
  await shop.writer.addOrders(orders);
  return { run, orders, user, product };
}
