import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed, FIRST } from "../../../../testing/fixtures/feed.ts";
import { NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop } from "../../../../testing/ports/shop.ts";
import { userIdSchema } from "../../../../domain/commerce/user.ts";
import { DataRefused } from "../../../shared/fault.ts";

const NOBODY = userIdSchema.parse("nobody");

/** Customers one at a time. */
export function usersContract(engine: string, open: OpenShop): void {
  describe(`Users in ${engine}`, () => {
    it(
      "find gives what add stored, with when it was written",
      inShop(open, async ({ users }) => {
        const user = new Samples("add").user();
        assertEquals(await users.find(user.userId), null);
        assertEquals(await users.add(user), "added");
        const { createdDatetime, updatedDatetime, ...stored } = (await users.find(user.userId))!;
        assertEquals(stored, user);
        assert(createdDatetime instanceof Date && createdDatetime.getTime() === updatedDatetime.getTime());
      }),
    );

    it(
      "add says exists and changes nothing when the id is taken",
      inShop(open, async ({ users }) => {
        const user = new Samples("exists").user();
        await users.add(user);
        const before = await users.find(user.userId);
        assertEquals(await users.add({ ...user, name: "다른 사람" }), "exists");
        assertEquals(await users.find(user.userId), before);
      }),
    );

    it(
      "add of one id by twenty at the same time adds one",
      inShop(open, async ({ users }) => {
        const sample = new Samples("race");
        const { userId } = sample.user();
        const outcomes = await Promise.all(sample.users(20).map((user) => users.add({ ...user, userId })));
        assertEquals(outcomes.filter((outcome) => outcome === "added").length, 1);
      }),
    );

    it(
      "change changes what is given, and when it was changed",
      inShop(open, async ({ users }) => {
        const sample = new Samples("change");
        const user = sample.user();
        const other = sample.user();
        await users.add(user);
        await users.add(other);
        const before = (await users.find(user.userId))!;
        const changes = {
          name: "새 이름",
          email: null,
          marketingAgree: true,
          lastLoginAt: null,
          grade: "VIP" as const,
        };
        const changed = (await users.change(user.userId, changes))!;
        assert(changed !== "erased");
        assertEquals({ ...changed, updatedDatetime: null }, { ...before, ...changes, updatedDatetime: null });
        assert(changed.updatedDatetime > before.updatedDatetime);
        assertEquals(await users.find(user.userId), changed);
        assertEquals((await users.find(other.userId))?.name, other.name);
      }),
    );

    it(
      "change of two fields at the same time keeps both",
      inShop(open, async ({ users }) => {
        const user = new Samples("both").user();
        await users.add(user);
        await Promise.all([
          users.change(user.userId, { name: "가" }),
          users.change(user.userId, { address: "부산광역시" }),
          users.change(user.userId, { grade: "GOLD" }),
        ]);
        const { name, address, grade } = (await users.find(user.userId))!;
        assertEquals([name, address, grade], ["가", "부산광역시", "GOLD"]);
      }),
    );

    it(
      "change never touches when the user last ordered, even when an order comes meanwhile",
      inShop(open, async (shop) => {
        const sample = new Samples("last ordered");
        const user = sample.user();
        const product = sample.product();
        await feed(shop, { users: [user], products: [product] });
        await Promise.all([
          ...Array.from({ length: 10 }, (_, n) => shop.users.change(user.userId, { name: `이름 ${n}` })),
          feed(shop, { orders: [sample.order(user, product)] }),
        ]);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "change and remove of nobody say so",
      inShop(open, async ({ users }) => {
        assertEquals(await users.change(NOBODY, { name: "x" }), null);
        assertEquals(await users.remove(NOBODY), "unknown");
      }),
    );

    it(
      "add and change refuse what can't be stored and leave what was there",
      inShop(open, async ({ users }) => {
        const sample = new Samples("refused");
        const user = sample.user();
        await users.add(user);
        await assertRejects(() => users.add(sample.user({ name: "a\0b" })), DataRefused);
        await assertRejects(() => users.change(user.userId, { address: "a\0b" }), DataRefused);
        assertEquals((await users.find(user.userId))?.address, user.address);
      }),
    );

    it(
      "remove removes a user whom no order names, and none other",
      inShop(open, async (shop) => {
        const sample = new Samples("remove");
        const free = sample.user();
        const buyer = sample.user();
        const waited = sample.user();
        const product = sample.product();
        await feed(shop, { users: [free, buyer, waited], products: [product], orders: [sample.order(buyer, product)] });
        await feed(shop, { orders: [sample.order(waited, sample.product())] });
        assertEquals(await shop.users.remove(free.userId), "removed");
        assertEquals(await shop.users.remove(free.userId), "unknown");
        assertEquals(await shop.users.remove(buyer.userId), "has_orders");
        assertEquals(await shop.users.remove(waited.userId), "has_orders");
        assertEquals((await shop.figures.figures()).counts, { users: 2, products: 1, orders: 1 });
      }),
    );

    it(
      "remove while an order comes in loses neither: the user stays, or the order waits",
      inShop(open, async (shop) => {
        const sample = new Samples("remove race");
        const product = sample.product();
        await feed(shop, { products: [product] });
        for (let round = 0; round < 15; round++) {
          const user = sample.user();
          const order = sample.order(user, product);
          await feed(shop, { users: [user] });
          const [added, removed] = await Promise.all([shop.orders.add(order), shop.users.remove(user.userId)]);
          assertEquals(`${added} ${removed}`, added === "added" ? "added has_orders" : "unknown_user removed");
        }
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "an erasure blanks the person everywhere and leaves the books as they are",
      inShop(open, async (shop) => {
        const sample = new Samples("anonymise");
        const user = sample.user();
        const other = sample.user();
        const product = sample.product();
        const selection = { score: 1, factors: [{ name: "age", value: 2 }] };
        const order = sample.order(user, product, { selection });
        const kept = sample.order(other, product, { selection });
        await feed(shop, { users: [user, other], products: [product], orders: [order, kept] });
        const days = await shop.dailySales();
        await shop.erasure.begin(user.userId, NOON);
        const blanked = (await shop.users.find(user.userId))!;
        assertEquals(
          [blanked.name, blanked.gender, blanked.age, blanked.birthYear, blanked.address, blanked.addressDistrict],
          ["-", null, null, null, "", ""],
        );
        assertEquals([blanked.email, blanked.marketingAgree, blanked.lastLoginAt], [null, false, null]);
        const stored = (await shop.orders.find(order.orderId))!;
        assertEquals(
          [stored.userName, stored.userRegion, stored.userGender, stored.userAgeGroup, stored.selection],
          ["-", null, null, null, null],
        );
        assertEquals([stored.totalAmount, stored.category], [order.totalAmount, product.category]);
        assertEquals((await shop.orders.find(kept.orderId))?.userName, other.name);
        assertEquals(await shop.dailySales(), days);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "an erasure while the user's orders are stored and changed goes through",
      inShop(open, async (shop) => {
        const sample = new Samples("anonymise race");
        const user = sample.user();
        const product = sample.product();
        const orders = Array.from({ length: 10 }, () => sample.order(user, product));
        await feed(shop, { users: [user], products: [product], orders });
        await Promise.all([
          ...orders.map(({ orderId }) => shop.orders.change(orderId, { quantity: 2 })),
          feed(shop, { orders: [sample.order(user, product)] }, { ...FIRST, partition: 1 }),
          shop.erasure.begin(user.userId, NOON),
        ]);
        assertEquals(await shop.reconcile(), []);
      }),
    );
  });
}
