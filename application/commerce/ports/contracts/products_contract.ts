import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed } from "../../../../testing/fixtures/feed.ts";
import { Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop } from "../../../../testing/ports/shop.ts";
import { productIdSchema } from "../../../../domain/commerce/product.ts";
import { DataRefused } from "../../../shared/fault.ts";

const NOTHING = productIdSchema.parse("nothing");

/** The catalogue one product at a time. */
export function productsContract(engine: string, open: OpenShop): void {
  describe(`Products in ${engine}`, () => {
    it(
      "find gives what add stored; add says exists and changes nothing when the id is taken",
      inShop(open, async ({ products }) => {
        const product = new Samples("add").product();
        assertEquals(await products.find(product.productId), null);
        assertEquals(await products.add(product), "added");
        const before = (await products.find(product.productId))!;
        const { createdDatetime: _, updatedDatetime: __, ...stored } = before;
        assertEquals(stored, product);
        assertEquals(await products.add({ ...product, price: 1 }), "exists");
        assertEquals(await products.find(product.productId), before);
      }),
    );

    it(
      "change changes what is given, and when it was changed",
      inShop(open, async ({ products }) => {
        const product = new Samples("change").product();
        await products.add(product);
        const before = (await products.find(product.productId))!;
        const changes = { name: "새 이름", price: 12_340, stock: 0, isBest: !product.isBest, isGoods: false };
        const changed = (await products.change(product.productId, changes))!;
        assertEquals({ ...changed, updatedDatetime: null }, { ...before, ...changes, updatedDatetime: null });
        assert(changed.updatedDatetime > before.updatedDatetime);
        assertEquals(await products.find(product.productId), changed);
      }),
    );

    it(
      "change while the product is being ordered loses no order",
      inShop(open, async (shop) => {
        const sample = new Samples("ordered meanwhile");
        const user = sample.user();
        const product = sample.product();
        await feed(shop, { users: [user], products: [product] });
        await Promise.all(Array.from({ length: 10 }, async (_, n) => {
          await shop.orders.add(sample.order(user, product));
          await shop.products.change(product.productId, { stock: n });
        }));
        assertEquals((await shop.products.find(product.productId))?.orderCount, 10);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "change and remove of nothing say so; change refuses what can't be stored",
      inShop(open, async ({ products }) => {
        const product = new Samples("refused").product();
        await products.add(product);
        assertEquals(await products.change(NOTHING, { stock: 1 }), null);
        assertEquals(await products.remove(NOTHING), "unknown");
        await assertRejects(() => products.change(product.productId, { name: "a\0b" }), DataRefused);
        assertEquals((await products.find(product.productId))?.name, product.name);
      }),
    );

    it(
      "remove removes a product that no order names, and none other",
      inShop(open, async (shop) => {
        const sample = new Samples("remove");
        const [free, sold, waited] = sample.products(3);
        const user = sample.user();
        await feed(shop, { users: [user], products: [free!, sold!, waited!], orders: [sample.order(user, sold!)] });
        await feed(shop, { orders: [sample.order(sample.user(), waited!)] });
        assertEquals(await shop.products.remove(free!.productId), "removed");
        assertEquals(await shop.products.remove(free!.productId), "unknown");
        assertEquals(await shop.products.remove(sold!.productId), "has_orders");
        assertEquals(await shop.products.remove(waited!.productId), "has_orders");
      }),
    );

    it(
      "remove while the product is being ordered loses neither: the product stays, or the order is refused",
      inShop(open, async (shop) => {
        const sample = new Samples("remove race");
        const user = sample.user();
        await feed(shop, { users: [user] });
        for (let round = 0; round < 15; round++) {
          const product = sample.product();
          const order = sample.order(user, product);
          await feed(shop, { products: [product] });
          const [added, removed] = await Promise.all([shop.orders.add(order), shop.products.remove(product.productId)]);
          assertEquals(`${added} ${removed}`, added === "added" ? "added has_orders" : "unknown_product removed");
        }
        assertEquals(await shop.reconcile(), []);
      }),
    );
  });
}
