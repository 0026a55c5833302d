import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { minutesAfter, NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop, type ShopUnderTest } from "../../../../testing/ports/shop.ts";
import { type Product, productIdSchema } from "../../../../domain/commerce/product.ts";
import { type User, userIdSchema } from "../../../../domain/commerce/user.ts";

/** Who and what may enter the pools, in which order. */
export function poolCandidatesContract(engine: string, open: OpenShop): void {
  describe(`PoolCandidates in ${engine}`, () => {
    it(
      "all four are empty in an empty shop",
      inShop(open, async ({ candidates }) => {
        const all = [candidates.buyers(9), candidates.newcomers(9), candidates.bestSellers(9), candidates.unsold(9)];
        assertEquals(await Promise.all(all), [[], [], [], []]);
      }),
    );

    it(
      "buyers are those who bought, the longest ago first, ties by id",
      inShop(open, async (shop) => {
        const shopper = people(shop, "buyers");
        await shopper("b", { lastOrderedAt: minutesAfter(NOON, 2) });
        await shopper("a", { lastOrderedAt: minutesAfter(NOON, 2) });
        await shopper("c", { lastOrderedAt: minutesAfter(NOON, 1) });
        await shopper("guest", { lastOrderedAt: NOON, isGuest: true });
        await shopper("new", {});
        assertEquals(ids(await shop.candidates.buyers(10)), ["c", "a", "b"]);
        assertEquals(ids(await shop.candidates.buyers(1)), ["c"]);
      }),
    );

    it(
      "members are told as they are now, whatever the answer before said",
      inShop(open, async (shop) => {
        const shopper = people(shop, "anew");
        const item = things(shop, "anew");
        await shopper("a", {});
        await shopper("b", {});
        await item("p", {});
        const before = await shop.candidates.newcomers(9);
        const product = (await shop.candidates.unsold(9))[0]!;
        await shop.users.change(userIdSchema.parse("a"), { name: "다른 이름" });
        await shop.products.change(product.productId, { price: product.price + 1 });
        const after = await shop.candidates.newcomers(9);
        assertEquals(
          after,
          before.map((user) => user.userId === "a" ? { ...user, name: "다른 이름" } : user),
        );
        assertEquals(await shop.candidates.unsold(9), [{ ...product, price: product.price + 1 }]);
      }),
    );

    it(
      "newcomers are those who have not bought, the newest first, ties by id",
      inShop(open, async (shop) => {
        const shopper = people(shop, "newcomers");
        await shopper("b", { createdAt: minutesAfter(NOON, 1) });
        await shopper("c", { createdAt: minutesAfter(NOON, 2) });
        await shopper("a", { createdAt: minutesAfter(NOON, 1) });
        await shopper("guest", { createdAt: minutesAfter(NOON, 3), isGuest: true });
        await shopper("buyer", { createdAt: minutesAfter(NOON, 3), lastOrderedAt: NOON });
        assertEquals(ids(await shop.candidates.newcomers(10)), ["c", "a", "b"]);
        assertEquals(ids(await shop.candidates.newcomers(2)), ["c", "a"]);
      }),
    );

    it(
      "bestSellers are what was ordered, the most ordered first, ties by id",
      inShop(open, async (shop) => {
        const item = things(shop, "best sellers");
        await item("b", { orderCount: 5 });
        await item("a", { orderCount: 5 });
        await item("c", { orderCount: 50 });
        await item("postage", { orderCount: 500, isGoods: false });
        await item("shelf warmer", { orderCount: 0 });
        assertEquals(ids(await shop.candidates.bestSellers(10)), ["c", "a", "b"]);
        assertEquals(ids(await shop.candidates.bestSellers(2)), ["c", "a"]);
      }),
    );

    it(
      "unsold is what nobody has ordered, the newest first, ties by id",
      inShop(open, async (shop) => {
        const item = things(shop, "unsold");
        await item("b", { createdAt: minutesAfter(NOON, 1) });
        await item("c", { createdAt: minutesAfter(NOON, 2) });
        await item("a", { createdAt: minutesAfter(NOON, 1) });
        await item("postage", { isGoods: false });
        await item("sold", { orderCount: 1 });
        assertEquals(ids(await shop.candidates.unsold(10)), ["c", "a", "b"]);
        assertEquals(ids(await shop.candidates.unsold(1)), ["c"]);
      }),
    );
  });
}

function people({ writer }: ShopUnderTest, seed: string) {
  const sample = new Samples(seed);
  return (id: string, changes: Partial<User>) =>
    writer.addUsers([sample.user({ userId: userIdSchema.parse(id), ...changes })]);
}

function things({ writer }: ShopUnderTest, seed: string) {
  const sample = new Samples(seed);
  return (id: string, changes: Partial<Product>) =>
    writer.addProducts([sample.product({ productId: productIdSchema.parse(id), ...changes })]);
}

function ids(members: readonly (User | Product)[]): string[] {
  return members.map((member) => "userId" in member ? member.userId : member.productId);
}
