import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { feed, FIRST, listed, placed, registered, step } from "../../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop } from "../../../../testing/ports/shop.ts";
import type { CommerceEvent } from "../../../../domain/commerce/commerce_event.ts";
import { ageGroup, regionOf, userIdSchema } from "../../../../domain/commerce/user.ts";

/** What storing an order does to the figures that are kept beside it, each effect once, however it arrives. */
export function orderDeltasContract(engine: string, open: OpenShop): void {
  describe(`Inbox effects in ${engine}`, () => {
    it(
      "accept counts an order once, whether it is repeated in its batch, in another one or on another partition",
      inShop(open, async (shop) => {
        const sample = new Samples("duplicates");
        const user = sample.user();
        const product = sample.product();
        const order = sample.order(user, product);
        assertEquals(await feed(shop, { users: [user, user], products: [product, product] }), {
          stored: 2,
          duplicates: 2,
          pending: 0,
        });
        assertEquals(await feed(shop, { orders: [order, order, order] }), { stored: 1, duplicates: 2, pending: 0 });
        assertEquals(await feed(shop, { orders: [order] }), { stored: 0, duplicates: 1, pending: 0 });
        const elsewhere = { ...FIRST, partition: 1 };
        const again = { users: [user], products: [product], orders: [order] };
        assertEquals(await feed(shop, again, elsewhere), { stored: 0, duplicates: 3, pending: 0 });
        assertEquals((await shop.products.find(product.productId))?.orderCount, 1);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept leaves a row as it is when its event comes again with another content",
      inShop(open, async (shop) => {
        const sample = new Samples("first wins");
        const user = sample.user();
        const product = sample.product();
        const order = sample.order(user, product);
        await feed(shop, { users: [user], products: [product], orders: [order] });
        const before = [await shop.users.find(user.userId), await shop.orders.find(order.orderId)];
        await feed(shop, {
          users: [{ ...user, name: "다른 이름" }],
          products: [{ ...product, price: 1 }],
          orders: [{ ...order, quantity: 99, totalAmount: 99 }],
        });
        assertEquals([await shop.users.find(user.userId), await shop.orders.find(order.orderId)], before);
        assertEquals((await shop.products.find(product.productId))?.price, product.price);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept never moves lastOrderedAt back",
      inShop(open, async (shop) => {
        const sample = new Samples("last ordered");
        const user = sample.user();
        const product = sample.product();
        await feed(shop, { users: [user], products: [product] });
        const lastOrderedAt = async () => (await shop.users.find(user.userId))?.lastOrderedAt;
        const at = (minutes: number) => sample.order(user, product, { createdAt: minutesAfter(NOON, minutes) });
        assertEquals(await lastOrderedAt(), null);
        await feed(shop, { orders: [at(10), at(30), at(20)] });
        assertEquals(await lastOrderedAt(), minutesAfter(NOON, 30));
        await feed(shop, { orders: [at(5)] });
        assertEquals(await lastOrderedAt(), minutesAfter(NOON, 30));
        await feed(shop, { orders: [at(31)] });
        assertEquals(await lastOrderedAt(), minutesAfter(NOON, 31));
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept nets a cancellation out of the day's units and amount, and counts no order for it",
      inShop(open, async (shop) => {
        const sample = new Samples("cancellation");
        const user = sample.user();
        const product = sample.product({ category: "패션의류", price: 10_000 });
        const cancelled = { quantity: -2, totalAmount: -20_000, createdAt: minutesAfter(NOON, 60) };
        await feed(shop, {
          users: [user],
          products: [product],
          orders: [
            sample.order(user, product, { quantity: 3, totalAmount: 30_000 }),
            sample.order(user, product, cancelled),
          ],
        });
        assertEquals(await shop.dailySales(), [
          { day: "2026-03-02", category: "패션의류", lines: 2, orders: 1, units: 1, amount: 10_000 },
        ]);
        assertEquals((await shop.products.find(product.productId))?.orderCount, 1);
        assertEquals((await shop.users.find(user.userId))?.lastOrderedAt, NOON);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept stores a customer who has only cancelled as one who has not ordered",
      inShop(open, async (shop) => {
        const sample = new Samples("only cancelled");
        const user = sample.user();
        const product = sample.product();
        const order = sample.order(user, product, { quantity: -1, totalAmount: -product.price });
        await feed(shop, { users: [user], products: [product], orders: [order] });
        assertEquals((await shop.users.find(user.userId))?.lastOrderedAt, null);
        assertEquals((await shop.figures.figures()).buyers, 0);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept adds an order to the day that it was placed on in Seoul",
      inShop(open, async (shop) => {
        const sample = new Samples("days");
        const user = sample.user();
        const product = sample.product({ category: "식품", price: 1_000 });
        const at = (text: string) => sample.order(user, product, { createdAt: new Date(text) });
        await feed(shop, {
          users: [user],
          products: [product],
          orders: [at("2026-03-01T14:59:59.999Z"), at("2026-03-01T15:00:00Z"), at("2026-03-02T14:59:59.999Z")],
        });
        const sales = { category: "식품" };
        assertEquals(await shop.dailySales(), [
          { ...sales, day: "2026-03-01", lines: 1, orders: 1, units: 1, amount: 1_000 },
          { ...sales, day: "2026-03-02", lines: 2, orders: 2, units: 2, amount: 2_000 },
        ]);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept adds up amounts beyond 32 bits",
      inShop(open, async (shop) => {
        const sample = new Samples("large");
        const user = sample.user();
        const product = sample.product();
        const orders = [1, 2, 3].map(() => sample.order(user, product, { totalAmount: 2_147_483_647 }));
        await feed(shop, { users: [user], products: [product], orders });
        assertEquals((await shop.dailySales())[0]?.amount, 6_442_450_941);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept gives back every text, time and number as it came",
      inShop(open, async (shop) => {
        const sample = new Samples("texts");
        const user = sample.user({
          name: "김🎁서연 'O\"Neil\\ \u2028 $1",
          address: "서울특별시 마포구 와우산로 1",
          birthYear: null,
          lastLoginAt: new Date("2026-02-28T23:59:59.123Z"),
          marketingAgree: true,
          randomSeed: 0.1 + 0.2,
        });
        const product = sample.product({
          name: "여성 니트 (울 100%) {a,b}",
          discountRate: 0.15,
          rating: 4.7,
          isBest: true,
        });
        const order = sample.order(user, product, {
          category: "따로 적은 분류",
          userName: "적힌 이름",
          userRegion: "부산광역시",
          userGender: "M",
          userAgeGroup: "60s+",
          shippingCost: 3_000,
          discountAmount: 1,
          createdAt: new Date("2026-03-02T03:00:00.007Z"),
          selection: { score: 1.5, factors: [{ name: "시간대", value: 1.25 }, { name: "age", value: 1.2 }] },
        });
        await feed(shop, { users: [user], products: [product], orders: [order] });
        const { createdDatetime: _u, updatedDatetime: _v, ...storedUser } = (await shop.users.find(user.userId))!;
        assertEquals(storedUser, { ...user, lastOrderedAt: order.createdAt });
        const { createdDatetime: _p, updatedDatetime: _q, ...storedProduct } =
          (await shop.products.find(product.productId))!;
        assertEquals(storedProduct, { ...product, orderCount: 1 });
        const { createdDatetime: _o, updatedDatetime: _r, ...storedOrder } = (await shop.orders.find(order.orderId))!;
        assertEquals(storedOrder, order);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept fills what an order leaves open from its user and product, as the domain's functions say",
      inShop(open, async (shop) => {
        const sample = new Samples("denormalised");
        const product = sample.product();
        // JavaScript's and the database's idea of a space must be the same one.
        const spaces = fc.array(fc.constantFrom(..." \t\n\r\v\f\u00a0\u1680\u2003\u2028\u202f\u205f\u3000\ufeff"), {
          minLength: 1,
          maxLength: 3,
        }).map((each) => each.join(""));
        const word = fc.array(fc.constantFrom(..."서울특별시Ab1-,.🎁é"), { minLength: 1, maxLength: 6 });
        const address = fc.tuple(
          fc.constantFrom("", " ", "\u3000\t"),
          fc.array(fc.tuple(word, spaces), { maxLength: 4 }),
        )
          .map(([before, words]) => before + words.map(([word, space]) => word.join("") + space).join(""));
        const ages = [null, 0, 9, 10, 19, 20, 29, 30, 39, 45, 59, 60, 61, 99, 150];
        const addresses = [
          "",
          "서울특별시 강남구 테헤란로 1",
          "x".repeat(255),
          "🎁".repeat(127),
          ...fc.sample(address, 60),
        ];
        const users = addresses.map((address, n) =>
          sample.user({ address, age: ages[n % ages.length]!, gender: (["M", "F", null] as const)[n % 3]! })
        );
        const orders = users.map((user) => sample.order(user, product));
        const accepted = await feed(shop, { users, products: [product], orders });
        assertEquals(accepted.stored, 2 * users.length + 1);
        for (const [n, user] of users.entries()) {
          const stored = await shop.orders.find(orders[n]!.orderId);
          assertEquals(stored?.category, product.category);
          assertEquals(stored?.userName, user.name);
          assertEquals(stored?.userGender, user.gender);
          assertEquals(stored?.userAgeGroup, ageGroup(user.age), `age ${user.age}`);
          assertEquals(stored?.userRegion, regionOf(user.address) || null, JSON.stringify(user.address));
        }
      }),
    );

    it(
      "accept keeps the books right through any stream of orders, cancellations and repetitions",
      inShop(open, async (shop) => {
        const sample = new Samples("stream");
        const users = sample.users(20);
        const products = sample.products(10);
        const orders = sample.orders(600, users, products);
        const events = [...users.map(registered), ...products.map(listed), ...orders.map(placed)];
        let from = (await shop.inbox.position(FIRST)).next;
        while (from < events.length) {
          const to = Math.min(events.length, from + 1 + Math.floor(sample.random() * 80));
          // A reader that was restarted brings what was there before once more.
          const repeated = events.slice(Math.max(0, from - 30), from);
          await shop.inbox.accept(step(from, to), [...repeated, ...events.slice(from, to)], []);
          from = to;
        }
        assertEquals((await shop.figures.figures()).counts, { users: 20, products: 10, orders: 600 });
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept keeps the books right when nine partitions sell the same products at the same time",
      inShop(open, async (shop) => {
        const sample = new Samples("partitions");
        const users = sample.users(30);
        const products = sample.products(5);
        await feed(shop, { users, products });
        const streams = Array.from({ length: 9 }, () => sample.orders(200, users, products, 2));
        const read = async (orders: readonly CommerceEvent[], partition: number) => {
          const at = { ...FIRST, group: `group ${partition % 3}`, partition };
          for (let from = (await shop.inbox.position(at)).next; from < orders.length; from += 50) {
            const result = await shop.inbox.accept(step(from, from + 50, at), orders.slice(from, from + 50), []);
            assert(result !== "fenced" && result.stored === 50);
          }
        };
        await Promise.all(streams.map((orders, partition) => read(orders.map(placed), partition)));
        assertEquals((await shop.figures.figures()).counts.orders, 1_800);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "accept stores users, products and orders without an account or goods like all others",
      inShop(open, async (shop) => {
        const sample = new Samples("guests");
        const guest = sample.user({ userId: userIdSchema.parse("G-536414"), isGuest: true, age: null, gender: null });
        const postage = sample.product({ isGoods: false });
        await feed(shop, { users: [guest], products: [postage], orders: [sample.order(guest, postage)] });
        assertEquals((await shop.users.find(guest.userId))?.isGuest, true);
        assertEquals((await shop.products.find(postage.productId))?.isGoods, false);
        assertEquals((await shop.figures.figures()).counts, { users: 1, products: 1, orders: 1 });
        assertEquals(await shop.reconcile(), []);
      }),
    );
  });
}
