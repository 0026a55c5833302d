import { makeProduct } from "../domain/commerce/make_product.ts";
import { makeUser } from "../domain/commerce/make_user.ts";
import { type Order, type OrderId, orderIdSchema } from "../domain/commerce/order.ts";
import type { Product } from "../domain/commerce/product.ts";
import type { User } from "../domain/commerce/user.ts";
import { pick, type Random, seededRandom, wholeBetween } from "../domain/shared/random.ts";

/** Monday noon in Seoul. */
export const NOON = new Date("2026-03-02T03:00:00Z");

const PAYMENTS = ["CARD", "카카오페이", "BANK_TRANSFER"];

export function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}

export function orderId(text: string): OrderId {
  return orderIdSchema.parse(text);
}

/** Users, products and orders to try things on, made by the shop's own model; the same ones for the same seed. */
export class Samples {
  readonly random: Random;
  #ids = 0;

  constructor(seed: string) {
    this.random = seededRandom(seed);
  }

  user(changes: Partial<User> = {}): User {
    return { ...makeUser({ id: `U-${++this.#ids}`, now: NOON, random: this.random }), ...changes };
  }

  users(count: number, changes: Partial<User> = {}): User[] {
    return Array.from({ length: count }, () => this.user(changes));
  }

  product(changes: Partial<Product> = {}): Product {
    return { ...makeProduct({ id: `P-${++this.#ids}`, now: NOON, random: this.random }), ...changes };
  }

  products(count: number, changes: Partial<Product> = {}): Product[] {
    return Array.from({ length: count }, () => this.product(changes));
  }

  /** One piece of the product for the user, as it comes from outside: what storing fills in is `null`. */
  order(
    user: Pick<User, "userId">,
    product: Pick<Product, "productId" | "price">,
    changes: Partial<Order> = {},
  ): Order {
    return {
      orderId: orderId(`O-${++this.#ids}`),
      userId: user.userId,
      productId: product.productId,
      quantity: 1,
      totalAmount: product.price,
      shippingCost: 0,
      discountAmount: 0,
      paymentMethod: pick(this.random, PAYMENTS),
      status: "PLACED",
      category: null,
      userName: null,
      userRegion: null,
      userGender: null,
      userAgeGroup: null,
      createdAt: NOON,
      selection: null,
      ...changes,
    };
  }

  /** Orders at random within `days` days from {@link NOON}, one in ten of them a cancellation. */
  orders(count: number, users: readonly User[], products: readonly Product[], days = 3): Order[] {
    return Array.from({ length: count }, () => {
      const product = pick(this.random, products);
      const quantity = wholeBetween(this.random, 1, 5) * (this.random() < 0.1 ? -1 : 1);
      return this.order(pick(this.random, users), product, {
        quantity,
        totalAmount: quantity * product.price,
        createdAt: minutesAfter(NOON, wholeBetween(this.random, 0, days * 24 * 60)),
      });
    });
  }
}
