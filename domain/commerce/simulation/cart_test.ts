import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { seededRandom } from "../../shared/random.ts";
import { CART_SIZE_SHARES, FREE_SHIPPING_FROM, makeCart, SHIPPING_COST } from "./cart.ts";
import { makeProduct } from "./make_product.ts";
import { makeUser } from "./make_user.ts";
import { parseOrder } from "../order.ts";
import { Shelves } from "./shelves.ts";
import { MAX_WON } from "../../shared/money.ts";

const now = new Date("2026-06-17T12:00:00Z");
const source = seededRandom("cart");
const users = Array.from({ length: 300 }, (_, i) => makeUser({ id: `U-${i}`, now, random: source }));
const products = Array.from({ length: 300 }, (_, i) => makeProduct({ id: `P-${i}`, now, random: source }));
const shelves = new Shelves(products);
const selection = { score: 2, factors: [{ name: "grade", value: 2 }] };

function cart(seed: number, user = users[0]!, from = shelves) {
  return makeCart(user, from, { cartId: "C-7", createdAt: now, selection, random: seededRandom(seed) });
}

const anyCart = fc.record({ seed: fc.integer(), user: fc.constantFrom(...users) });

Deno.test("makeCart holds 1 to 10 distinct products with consecutive ids", () => {
  fc.assert(fc.property(anyCart, ({ seed, user }) => {
    const orders = cart(seed, user);
    assert(orders.length >= 1 && orders.length <= 10);
    assertEquals(new Set(orders.map((order) => order.productId)).size, orders.length);
    assertEquals(orders.map((order) => order.orderId), orders.map((_, index) => `C-7-${index + 1}`) as never);
  }));
});

Deno.test("makeCart returns paid orders that parse, with every column that storing fills in", () => {
  fc.assert(fc.property(anyCart, ({ seed, user }) => {
    for (const order of cart(seed, user)) {
      assertEquals(parseOrder(order), { ok: true, value: order });
      const product = products.find(({ productId }) => productId === order.productId)!;
      assertEquals(order.status, "PAID");
      assertEquals(order.createdAt, now);
      assertEquals(order.selection, selection);
      assertEquals([order.userName, order.userGender], [user.name, user.gender]);
      assertEquals(order.userRegion, user.address.split(" ")[0]!);
      assertEquals(order.category, product.category);
      assertEquals(order.totalAmount, product.price * order.quantity - order.discountAmount);
      assert(order.quantity <= product.stock);
    }
  }));
});

Deno.test("makeCart charges shipping once, and none from 50,000 won on", () => {
  const kinds = new Set<number>();
  for (let seed = 0; seed < 500; seed++) {
    const orders = cart(seed, users[seed % users.length]);
    const cost = orders.reduce((sum, order) => sum + order.totalAmount, 0);
    const [first, ...rest] = orders;
    assertEquals(first!.shippingCost, cost >= FREE_SHIPPING_FROM ? 0 : SHIPPING_COST);
    assert(rest.every((order) => order.shippingCost === 0));
    kinds.add(first!.shippingCost);
  }
  assertEquals(kinds.size, 2);
});

Deno.test("makeCart sends exactly 50,000 won free of charge, and 49,990 not", () => {
  const buyer = { ...users[0]!, marketingAgree: false };
  for (const [price, shipping] of [[50_000, 0], [49_990, SHIPPING_COST]] as const) {
    const one = new Shelves([{ ...products[0]!, category: "도서", price, stock: 1 }]);
    assertEquals(cart(1, buyer, one)[0]!.shippingCost, shipping);
  }
});

Deno.test("makeCart sizes follow the stated shares", () => {
  const counts = new Array<number>(10).fill(0);
  const carts = 5_000;
  for (let seed = 0; seed < carts; seed++) counts[cart(seed).length - 1]!++;
  for (const [index, share] of CART_SIZE_SHARES.entries()) {
    const expected = carts * share / 100;
    assert(Math.abs(counts[index]! - expected) < 5 * Math.sqrt(expected), `${index + 1}: ${counts[index]}`);
  }
});

Deno.test("makeCart prefers what the customer's age and gender like", () => {
  const share = (age: number, gender: "M" | "F", category: string) => {
    const orders = Array.from({ length: 400 }, (_, seed) => cart(seed, { ...users[0]!, age, gender })).flat();
    return orders.filter((order) => order.category === category).length / orders.length;
  };
  assert(share(25, "F", "뷰티") > 2 * share(55, "M", "뷰티"));
  assert(share(35, "F", "유아동") > 2 * share(22, "M", "유아동"));
});

Deno.test("makeCart never selects charges, sold-out or free products", () => {
  const odd = [
    { ...products[0]!, isGoods: false },
    { ...products[1]!, stock: 0 },
    { ...products[2]!, price: 0 },
    products[3]!,
  ];
  for (let seed = 0; seed < 200; seed++) {
    assertEquals(cart(seed, users[0], new Shelves(odd)).map((order) => order.productId), [products[3]!.productId]);
  }
});

Deno.test("makeCart keeps every amount within a row's range", () => {
  const dear = new Shelves([{ ...products[0]!, category: "식품", price: MAX_WON }, {
    ...products[1]!,
    category: "식품",
    price: MAX_WON / 2 | 0,
  }]);
  for (let seed = 0; seed < 200; seed++) {
    for (const order of cart(seed, users[0], dear)) {
      assert(order.totalAmount > 0 && order.totalAmount + order.discountAmount <= MAX_WON);
    }
  }
});

Deno.test("makeCart terminates when one product outweighs all others", () => {
  const [best, ...others] = products.slice(0, 5);
  const lopsided = new Shelves([{ ...best!, orderCount: 1e300 }, ...others]);
  for (let seed = 0; seed < 50; seed++) assert(cart(seed, users[0], lopsided).length >= 1);
});

Deno.test("makeCart gives members their discount and no coupons to those who refused marketing", () => {
  const discounts = (grade: "BRONZE" | "VIP", marketingAgree: boolean) =>
    Array.from({ length: 200 }, (_, seed) => cart(seed, { ...users[0]!, grade, marketingAgree }))
      .flat().filter((order) => order.discountAmount > 0).length;
  assertEquals(discounts("BRONZE", false), 0);
  assert(discounts("VIP", false) > 100);
  assert(discounts("BRONZE", true) > 0);
});

Deno.test("makeCart has a payment method for any age and for an unknown one", () => {
  for (const age of [null, 5, 19, 30, 59, 90]) {
    for (let seed = 0; seed < 20; seed++) assert(cart(seed, { ...users[0]!, age })[0]!.paymentMethod.length > 0);
  }
});

Deno.test("makeCart throws when nothing is on sale", () => {
  assertThrows(() => cart(1, users[0], new Shelves([])), RangeError);
});
