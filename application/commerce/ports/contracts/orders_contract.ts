import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed, FIRST } from "../../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON, orderId, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop, type ShopUnderTest } from "../../../../testing/ports/shop.ts";
import { ageGroup, regionOf } from "../../../../domain/commerce/user.ts";
import { pick } from "../../../../domain/shared/random.ts";
import { DataRefused } from "../../../shared/fault.ts";

/** Orders one at a time; after any of it, a recount gives the stored figures. */
export function ordersContract(engine: string, open: OpenShop): void {
  describe(`Orders in ${engine}`, () => {
    it(
      "add stores an order with its effects and what it repeats of its user and product",
      inShop(open, async (shop) => {
        const { sample, user, product } = await oneOfEach(shop);
        const order = sample.order(user, product);
        assertEquals(await shop.orders.find(order.orderId), null);
        assertEquals(await shop.orders.add(order), "added");
        const { createdDatetime: _, updatedDatetime: __, ...stored } = (await shop.orders.find(order.orderId))!;
        assertEquals(stored, {
          ...order,
          category: product.category,
          userName: user.name,
          userRegion: regionOf(user.address),
          userGender: user.gender,
          userAgeGroup: ageGroup(user.age),
        });
        assertEquals((await shop.products.find(product.productId))?.orderCount, 1);
        assertEquals((await shop.users.find(user.userId))?.lastOrderedAt, order.createdAt);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "findAll gives those that are stored; advance changes a status only from the one that was seen",
      inShop(open, async (shop) => {
        const { sample, user, product } = await oneOfEach(shop);
        const order = sample.order(user, product);
        await shop.orders.add(order);
        const [found, ...none] = await shop.orders.findAll([orderId("none"), order.orderId]);
        assertEquals([found?.orderId, none], [order.orderId, []]);
        assertEquals(await shop.orders.findAll([]), []);
        const outcomes = await Promise.all(
          Array.from({ length: 10 }, () => shop.orders.advance(order.orderId, "PLACED", "PAID")),
        );
        assertEquals(outcomes.filter(Boolean).length, 1);
        assertEquals((await shop.orders.find(order.orderId))?.status, "PAID");
        assertEquals(await shop.orders.advance(orderId("none"), "PLACED", "PAID"), false);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "add says exists, unknown_user or unknown_product, and changes nothing then",
      inShop(open, async (shop) => {
        const { sample, user, product } = await oneOfEach(shop);
        const order = sample.order(user, product);
        await shop.orders.add(order);
        assertEquals(await shop.orders.add({ ...order, totalAmount: 1 }), "exists");
        assertEquals(await shop.orders.add(sample.order(sample.user(), product)), "unknown_user");
        assertEquals(await shop.orders.add(sample.order(user, sample.product())), "unknown_product");
        assertEquals((await shop.figures.figures()).counts.orders, 1);
        assertEquals(await shop.pending.count(), 0);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "add of one order by twenty at the same time, and by the stream, counts it once",
      inShop(open, async (shop) => {
        const { sample, user, product } = await oneOfEach(shop);
        const order = sample.order(user, product);
        const [fed, ...outcomes] = await Promise.all([
          feed(shop, { orders: [order] }, { ...FIRST, partition: 1 }),
          ...Array.from({ length: 20 }, () => shop.orders.add(order)),
        ]);
        assertEquals(outcomes.filter((outcome) => outcome === "added").length + fed.stored, 1);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "change changes what is given, and every figure with it",
      inShop(open, async (shop) => {
        const { sample, user, product } = await oneOfEach(shop);
        const order = sample.order(user, product);
        const other = sample.order(user, product);
        await shop.orders.add(order);
        await shop.orders.add(other);
        const before = (await shop.orders.find(order.orderId))!;
        const changes = { quantity: 4, totalAmount: 777, status: "SHIPPED" as const, discountAmount: 5 };
        const changed = (await shop.orders.change(order.orderId, changes))!;
        assertEquals({ ...changed, updatedDatetime: null }, { ...before, ...changes, updatedDatetime: null });
        assert(changed.updatedDatetime > before.updatedDatetime);
        assertEquals(await shop.orders.find(order.orderId), changed);
        const [day] = await shop.dailySales();
        assertEquals([day?.lines, day?.units, day?.amount], [2, 5, 777 + other.totalAmount]);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "change of an order into a cancellation takes it out of the counts, and back",
      inShop(open, async (shop) => {
        const { sample, user, product } = await oneOfEach(shop);
        const first = sample.order(user, product);
        const last = sample.order(user, product, { createdAt: minutesAfter(NOON, 9) });
        await shop.orders.add(first);
        await shop.orders.add(last);
        const figures = async () => [
          (await shop.users.find(user.userId))?.lastOrderedAt,
          (await shop.products.find(product.productId))?.orderCount,
        ];
        await shop.orders.change(last.orderId, { quantity: -1, totalAmount: -last.totalAmount });
        assertEquals(await figures(), [NOON, 1]);
        assertEquals(await shop.reconcile(), []);
        await shop.orders.change(last.orderId, { quantity: 1, totalAmount: last.totalAmount });
        assertEquals(await figures(), [last.createdAt, 2]);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "an order that is cancelled or returned leaves every figure and the stock comes back, once, however it is done",
      inShop(open, async (shop) => {
        const { sample, user, product } = await oneOfEach(shop);
        const { stock } = (await shop.products.find(product.productId))!;
        const at = (minute: number) => ({ quantity: 2, createdAt: minutesAfter(NOON, minute) });
        const orders = [0, 1, 2, 3].map((minute) => sample.order(user, product, at(minute)));
        const invoiced = sample.order(user, product, { ...at(4), invoice: "INV-1", status: "CANCELLED" });
        const back = sample.order(user, product, { ...at(5), invoice: "INV-1", quantity: -2, totalAmount: -1 });
        await feed(shop, { orders: [...orders, { ...invoiced, totalAmount: 1 }, back] });
        const figures = async () => {
          const { orderCount, stock } = (await shop.products.find(product.productId))!;
          const [day] = await shop.dailySales();
          return [orderCount, stock, day?.lines, day?.orders, day?.units, day?.amount];
        };
        const won = orders[0]!.totalAmount;
        assertEquals(await figures(), [5, stock - 8, 6, 5, 8, 4 * won]);
        const ids = orders.map(({ orderId }) => orderId);
        await shop.orders.change(ids[3]!, { status: "CANCELLED" });
        assert(await shop.orders.advance(ids[2]!, "PLACED", "RETURNED"));
        assert(!await shop.orders.advance(ids[2]!, "PLACED", "RETURNED"));
        assertEquals(await shop.reconcile(), []);
        const returned = { ...orders[1]!, status: "RETURNED" as const };
        assertEquals((await feed(shop, { orders: [returned, returned] })).changed, 1);
        assertEquals((await feed(shop, { orders: [returned] })).changed ?? 0, 0);
        assertEquals(await shop.reconcile(), []);
        while (await shop.deltas.add());
        assertEquals(await figures(), [2, stock - 2, 6, 2, 2, won]);
        assertEquals((await shop.users.find(user.userId))?.lastOrderedAt, minutesAfter(NOON, 4));
        assertEquals(await shop.reconcile(), []);
        assertEquals(await shop.orders.remove(ids[3]!), "removed");
        const late = sample.order(user, product, { ...at(9), status: "CANCELLED" });
        assertEquals(await shop.orders.add(late), "added");
        assertEquals(await figures(), [2, stock - 2, 6, 2, 2, won]);
        assertEquals(await shop.orders.remove(ids[0]!), "removed");
        assertEquals(await figures(), [1, stock, 5, 1, 0, 0]);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "change asks whether it may of the row as it is, and then changes nothing",
      inShop(open, async (shop) => {
        const { sample, user, product } = await oneOfEach(shop);
        const order = sample.order(user, product);
        await shop.orders.add(order);
        const once = ({ status }: { readonly status: string }) => status === "PLACED";
        const outcomes = await Promise.all(
          Array.from({ length: 10 }, () => shop.orders.change(order.orderId, { status: "CANCELLED" }, once)),
        );
        assertEquals(outcomes.filter((outcome) => outcome === "refused").length, 9);
        assertEquals((await shop.orders.find(order.orderId))?.status, "CANCELLED");
        assertEquals(await shop.users.change(user.userId, { name: "가" }, () => false), "refused");
        assertEquals(await shop.products.change(product.productId, { name: "가" }, () => false), "refused");
        assertEquals((await shop.products.find(product.productId))?.name, product.name);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "remove takes the order out of every figure; a day without orders is gone",
      inShop(open, async (shop) => {
        const { sample, user, product } = await oneOfEach(shop);
        const order = sample.order(user, product);
        await shop.orders.add(order);
        assertEquals(await shop.orders.remove(order.orderId), "removed");
        assertEquals(await shop.orders.remove(order.orderId), "unknown");
        assertEquals((await shop.users.find(user.userId))?.lastOrderedAt, null);
        assertEquals((await shop.products.find(product.productId))?.orderCount, 0);
        assertEquals(await shop.dailySales(), []);
        assertEquals(await shop.reconcile(), []);
        assertEquals(await shop.orders.add(order), "added");
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "change and remove of nothing say so; change refuses what can't be stored",
      inShop(open, async (shop) => {
        const { sample, user, product } = await oneOfEach(shop);
        const order = sample.order(user, product);
        await shop.orders.add(order);
        assertEquals(await shop.orders.change(orderId("nothing"), { quantity: 1 }), null);
        assertEquals(await shop.orders.remove(orderId("nothing")), "unknown");
        await assertRejects(() => shop.orders.change(order.orderId, { paymentMethod: "a\0b" }), DataRefused);
        assertEquals((await shop.orders.find(order.orderId))?.paymentMethod, order.paymentMethod);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "add, change and remove at the same time as the stream keep the books right",
      inShop(open, async (shop) => {
        const sample = new Samples("all at once");
        const users = sample.users(8);
        const products = sample.products(4);
        await feed(shop, { users, products });
        const orders = sample.orders(120, users, products, 2);
        const direct = orders.slice(0, 60);
        const desk = async (nth: number) => {
          for (const order of direct.filter((_, index) => index % 4 === nth)) {
            await shop.orders.add(order);
            const other = pick(sample.random, direct);
            if (sample.random() < 0.5) await shop.orders.change(other.orderId, { quantity: 3, totalAmount: 3 });
            if (sample.random() < 0.3) await shop.orders.remove(pick(sample.random, direct).orderId);
          }
        };
        const stream = async () => {
          for (let n = 60; n < 120; n += 10) {
            await feed(shop, { orders: orders.slice(n, n + 10) }, { ...FIRST, partition: 1 });
          }
        };
        await Promise.all([desk(0), desk(1), desk(2), desk(3), stream()]);
        assertEquals(await shop.reconcile(), []);
      }),
    );
  });
}

async function oneOfEach(shop: ShopUnderTest) {
  const sample = new Samples("orders");
  const user = sample.user();
  const product = sample.product();
  await feed(shop, { users: [user], products: [product] });
  return { sample, user, product };
}
