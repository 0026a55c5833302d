import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed } from "../../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { readPages } from "../../../../testing/fixtures/read_pages.ts";
import { inShop, type OpenShop, type ShopUnderTest } from "../../../../testing/ports/shop.ts";
import type { PageRequest } from "../../../shared/page.ts";
import type { Order } from "../../../../domain/commerce/order.ts";

/** Twelve orders of three members, some at the same moment, and one that waits for its product. */
async function opened(shop: ShopUnderTest) {
  const sample = new Samples("lists");
  const names = ["김서연", "이도윤", "100% 박"];
  const users = names.map((name, nth) =>
    sample.user({ name, grade: nth === 0 ? "VIP" : "BRONZE", isGuest: nth === 2, createdAt: minutesAfter(NOON, nth) })
  );
  const products = ["무선 이어폰", "유선 이어폰", "텀블러"].map((name, nth) =>
    sample.product({ name, category: nth === 2 ? "주방" : "디지털", orderCount: 0, isGoods: true })
  );
  const orders = Array.from({ length: 12 }, (_, nth) =>
    sample.order(users[nth % 3]!, products[nth % 2]!, {
      status: nth === 5 ? "SHIPPED" : "PLACED",
      createdAt: minutesAfter(NOON, Math.floor(nth / 4) * 24 * 60),
      invoice: nth === 7 ? "INV-7" : null,
    }));
  const waiting = sample.order(users[0]!, { productId: products[0]!.productId, price: 1 }, {
    productId: "P-unknown" as Order["productId"],
  });
  await feed(shop, { users, products, orders: [...orders, waiting] });
  return { users, products, orders, waiting };
}

const idsOf = (orders: readonly { readonly orderId: string }[]) => orders.map(({ orderId }) => orderId);

/** Lists by keyset: nothing twice, nothing left out, whatever the size of a page. */
export function shopListsContract(engine: string, open: OpenShop): void {
  describe(`ShopLists in ${engine}`, () => {
    it(
      "orders come by time and id, newest first or oldest, in pages of any size",
      inShop(open, async (shop) => {
        const { orders } = await opened(shop);
        const expected = idsOf(
          orders.toSorted((a, b) => +a.createdAt - +b.createdAt || (a.orderId < b.orderId ? -1 : 1)),
        );
        for (const limit of [1, 4, 5, 12, 50]) {
          const list = (page: PageRequest<"createdAt">) => shop.lists.orders({}, page);
          assertEquals(idsOf(await readPages(list, { sort: "createdAt", limit })), expected);
          const newest = await readPages(list, { sort: "createdAt", descending: true, limit });
          assertEquals(idsOf(newest), expected.toReversed());
        }
      }),
    );

    it(
      "orders are found by customer, product, status, grade, day, time and text",
      inShop(open, async (shop) => {
        const { orders, users, products } = await opened(shop);
        const found = async (filters: Parameters<ShopUnderTest["lists"]["orders"]>[0]) =>
          idsOf(await readPages((page) => shop.lists.orders(filters, page), { sort: "createdAt" })).sort();
        const expected = (is: (order: Order) => boolean) => idsOf(orders.filter(is)).sort();
        const [user, product] = [users[0]!.userId, products[1]!.productId];
        assertEquals(await found({ user }), expected((order) => order.userId === user));
        assertEquals(await found({ product }), expected((order) => order.productId === product));
        assertEquals(await found({ user, product }), expected((o) => o.userId === user && o.productId === product));
        assertEquals(await found({ status: "SHIPPED" }), [orders[5]!.orderId]);
        assertEquals(await found({ grade: "VIP" }), expected((order) => order.userId === user));
        assertEquals(await found({ category: "주방" }), []);
        assertEquals(await found({ day: "2026-03-03" }), idsOf(orders.slice(4, 8)).sort());
        assertEquals(
          await found({ from: minutesAfter(NOON, 1), to: minutesAfter(NOON, 24 * 60 + 1) }),
          [
            ...idsOf(orders.slice(4, 8)),
          ].sort(),
        );
        assertEquals(await found({ q: "INV-7" }), [orders[7]!.orderId]);
        assertEquals(await found({ q: orders[3]!.orderId }), [orders[3]!.orderId]);
        assertEquals(await found({ q: "서연" }), expected((order) => order.userId === user));
        assertEquals(await found({ q: "유선" }), expected((order) => order.productId === product));
        assertEquals(await found({ q: "0% 박" }), expected((order) => order.userId === users[2]!.userId));
        assertEquals(await found({ q: "_" }), []);
      }),
    );

    it(
      "users and products are found by their fields, and products come by what was ordered most",
      inShop(open, async (shop) => {
        const { users, products } = await opened(shop);
        const usersOf = async (filters: Parameters<ShopUnderTest["lists"]["users"]>[0]) =>
          (await readPages((page) => shop.lists.users(filters, page), { sort: "createdAt", limit: 2 })).map((
            { name },
          ) => name);
        assertEquals(await usersOf({}), users.map(({ name }) => name));
        assertEquals(await usersOf({ grade: "VIP" }), ["김서연"]);
        assertEquals(await usersOf({ guest: true }), ["100% 박"]);
        assertEquals(await usersOf({ guest: false, q: "도윤" }), ["이도윤"]);
        assertEquals(await usersOf({ status: "DORMANT" }), []);
        const best = await readPages((page) => shop.lists.products({}, page), { sort: "orderCount", descending: true });
        assertEquals(best.map(({ orderCount }) => orderCount), [6, 6, 0]);
        const cups = await readPages((page) => shop.lists.products({ category: "주방", goods: true }, page), {
          sort: "productId",
        });
        assertEquals(cups.map(({ productId }) => productId), [products[2]!.productId]);
      }),
    );

    it(
      "daily sales come by day and category, as they are kept; pending orders say what they wait for",
      inShop(open, async (shop) => {
        const { waiting } = await opened(shop);
        const days = await readPages((page) => shop.lists.dailySales({}, page), { sort: "day", limit: 2 });
        assertEquals(days, await shop.dailySales());
        const some = await readPages((page) => shop.lists.dailySales({ from: "2026-03-03", to: "2026-03-03" }, page), {
          sort: "day",
        });
        assertEquals(some, days.filter(({ day }) => day === "2026-03-03"));
        const [pending, ...none] = await readPages((page) => shop.lists.pendingOrders({}, page), {
          sort: "receivedAt",
        });
        assertEquals([pending?.orderId, pending?.waitsFor, none], [waiting.orderId, ["product"], []]);
        const named = await readPages((page) => shop.lists.pendingOrders({ order: waiting.orderId }, page), {
          sort: "receivedAt",
        });
        assertEquals(idsOf(named), [waiting.orderId]);
        const elsewhere = await readPages((page) => shop.lists.pendingOrders({ user: "U-none" }, page), {
          sort: "receivedAt",
        });
        assertEquals(elsewhere, []);
        const record = { key: "k", value: new Uint8Array(5), headers: {} };
        await shop.addToOutbox([{ topic: "a", ...record }, { topic: "b", ...record, key: null }]);
        const outbox = await readPages((page) => shop.lists.outbox({}, page), {
          sort: "id",
          descending: true,
          limit: 1,
        });
        assertEquals(outbox.map(({ topic, key, bytes, parkedAt }) => [topic, key, bytes, parkedAt]), [
          ["b", null, 5, null],
          ["a", "k", 5, null],
        ]);
        const parked = await readPages((page) => shop.lists.outbox({ topic: "a", parked: true }, page), { sort: "id" });
        assertEquals(parked, []);
      }),
    );
  });
}
