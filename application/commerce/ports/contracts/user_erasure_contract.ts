import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed, FIRST } from "../../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop, type ShopUnderTest } from "../../../../testing/ports/shop.ts";
import { DataRefused } from "../../../shared/fault.ts";
import type { Order } from "../../../../domain/commerce/order.ts";
import type { User } from "../../../../domain/commerce/user.ts";

const USERS = { group: "users_group", topic: "users", partition: 0 };
const PRODUCTS = { group: "products_group", topic: "products", partition: 0 };

/** Whoever was erased stays so, whatever arrives late, by whichever door. */
export function userErasureContract(engine: string, open: OpenShop): void {
  describe(`ErasureRegister of users in ${engine}`, () => {
    it(
      "a second erasure finds nothing and gives the first one's time, also for somebody unknown",
      inShop(open, async (shop) => {
        const user = new Samples("twice").user();
        await feed(shop, { users: [user] }, USERS);
        const first = await shop.erasure.begin(user.userId, NOON);
        assertEquals([first.erasedAt, total(first)], [NOON, 1]);
        const second = await shop.erasure.begin(user.userId, minutesAfter(NOON, 5));
        assertEquals([second.erasedAt, total(second)], [NOON, 0]);
        assertEquals(await shop.users.find(user.userId), null);
        assertEquals(total(await shop.erasure.begin(new Samples("nobody").user().userId, NOON)), 0);
      }),
    );

    it(
      "a registration that arrives late or again brings nobody back",
      inShop(open, async (shop) => {
        const sample = new Samples("late");
        const user = sample.user();
        const other = sample.user();
        await feed(shop, { users: [user] }, USERS);
        await shop.erasure.begin(user.userId, NOON);
        const { stored, erased } = await feed(shop, { users: [user, other] }, USERS);
        assertEquals([stored, erased], [1, [user.userId]]);
        assertEquals(await shop.writer.addUsers([user, sample.user()]), 1);
        assertEquals(await shop.users.add(user), "erased");
        assertEquals(await shop.users.change(user.userId, { name: user.name }), "erased");
        assertEquals(await shop.users.find(user.userId), null);
        assertEquals((await shop.users.find(other.userId))?.name, other.name);
      }),
    );

    it(
      "an erased user is no candidate for a pool, and known as erased to who holds a candidate from before",
      inShop(open, async (shop) => {
        const { sample, user } = await soldTo(shop, "candidate");
        const other = sample.user();
        await feed(shop, { users: [other] }, USERS);
        while (await shop.deltas.add());
        assertEquals((await shop.candidates.buyers(10)).map(({ userId }) => userId), [user.userId]);
        await shop.erasure.begin(user.userId, NOON);
        assertEquals(await shop.candidates.erasedAmongst([user, other]), [user.userId]);
        assertEquals(await shop.candidates.buyers(10), []);
      }),
    );

    it(
      "a change of somebody who was blanked brings nothing back",
      inShop(open, async (shop) => {
        const { user } = await soldTo(shop, "change");
        await shop.erasure.begin(user.userId, NOON);
        assertEquals(await shop.users.change(user.userId, { name: user.name }), "erased");
        assertEquals(await shop.users.add(user), "erased");
        assertEquals((await shop.users.find(user.userId))?.name, "-");
      }),
    );

    it(
      "an order that arrives late is counted and names nobody, by every door",
      inShop(open, async (shop) => {
        const { sample, user, product } = await soldTo(shop, "late orders");
        await shop.erasure.begin(user.userId, NOON);
        const telling = (changes: Partial<Order> = {}) => sample.order(user, product, { ...told(user), ...changes });
        const orders = [telling(), telling(), telling()] as const;
        assertEquals((await feed(shop, { orders: [orders[0]] })).stored, 1);
        assertEquals(await shop.orders.add(orders[1]), "added");
        assertEquals((await shop.writer.addOrders([orders[2]])).stored, 1);
        // Sent again with another status.
        await feed(shop, { orders: [{ ...orders[0], status: "SHIPPED" }] });
        for (const { orderId } of orders) assertNobody(await shop.orders.find(orderId));
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "a late order of somebody without a row is stored, and so is one whose product comes later",
      inShop(open, async (shop) => {
        const { sample, user, product } = await soldTo(shop, "no row", { orders: 0 });
        await shop.erasure.begin(user.userId, NOON);
        assertEquals(await shop.users.find(user.userId), null);
        const late = sample.product();
        const orders = [sample.order(user, product, told(user)), sample.order(user, late, told(user))] as const;
        const { stored, pending } = await feed(shop, { orders });
        assertEquals([stored, pending], [1, 1]);
        await feed(shop, { products: [late] }, PRODUCTS);
        assertEquals(await shop.pending.complete(10), 1);
        for (const { orderId } of orders) assertNobody(await shop.orders.find(orderId));
        const row = (await shop.users.find(user.userId))!;
        assertEquals([row.name, row.address, row.isGuest], ["-", "", true]);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "a trial of a late order of somebody without a row is refused as storing it is, and stores nobody",
      inShop(open, async (shop) => {
        const { sample, user, product } = await soldTo(shop, "trial", { orders: 0 });
        await shop.erasure.begin(user.userId, NOON);
        const order = sample.order(user, product);
        assertEquals(await shop.inbox.probe!({ type: "order.placed", order }), "stored");
        await assertRejects(
          () => shop.inbox.probe!({ type: "order.placed", order: { ...order, quantity: 0 } }),
          DataRefused,
        );
        assertEquals(await shop.users.find(user.userId), null);
      }),
    );

    it(
      "orders that wait for somebody who never came are blanked and completed",
      inShop(open, async (shop) => {
        const sample = new Samples("waiting");
        const user = sample.user();
        const product = sample.product();
        const order = sample.order(user, product, told(user));
        await feed(shop, { products: [product] }, PRODUCTS);
        await feed(shop, { orders: [order] });
        assert(total(await shop.erasure.begin(user.userId, NOON)) > 0);
        assertEquals([await shop.pending.complete(10), await shop.pending.count()], [1, 0]);
        assertNobody(await shop.orders.find(order.orderId));
      }),
    );

    it(
      "an erasure while messages of the person are stored leaves nothing, whoever is first",
      inShop(open, async (shop) => {
        const { sample, product } = await soldTo(shop, "race");
        for (let round = 0; round < 10; round++) {
          const user = sample.user();
          const order = sample.order(user, product, told(user));
          await Promise.all([
            feed(shop, { users: [user] }, USERS),
            feed(shop, { orders: [order] }, { ...FIRST, partition: 1 }),
            shop.erasure.begin(user.userId, NOON),
          ]);
          await shop.pending.complete(10);
          const stored = await shop.orders.find(order.orderId);
          if (stored) assertNobody(stored);
          const row = await shop.users.find(user.userId);
          assertEquals(row?.name ?? "-", "-");
        }
        assertEquals([await shop.pending.complete(10), await shop.pending.count()], [0, 0]);
        assertEquals(await shop.reconcile(), []);
      }),
    );
  });
}

async function soldTo(shop: ShopUnderTest, seed: string, { orders = 1 }: { readonly orders?: number } = {}) {
  const sample = new Samples(seed);
  const user = sample.user();
  const product = sample.product();
  await feed(shop, { users: [user] }, USERS);
  await feed(shop, { products: [product] }, PRODUCTS);
  await feed(shop, { orders: Array.from({ length: orders }, () => sample.order(user, product)) });
  return { sample, user, product };
}

/** What a message repeats of the person. */
function told(user: User): Partial<Order> {
  return {
    userName: user.name,
    userRegion: "서울특별시",
    userGender: user.gender,
    userAgeGroup: "30s",
    selection: { score: 1, factors: [{ name: "age", value: 1 }] },
  };
}

function assertNobody(order: Order | null): void {
  assertEquals(
    [order?.userName, order?.userRegion, order?.userGender, order?.userAgeGroup, order?.selection],
    ["-", null, null, null, null],
  );
}

function total({ found }: { readonly found: readonly { readonly records: number | null }[] }): number {
  return found.reduce((sum, { records }) => sum + (records ?? 0), 0);
}
