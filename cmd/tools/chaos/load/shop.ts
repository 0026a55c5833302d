import { makeCart } from "../../../../domain/commerce/simulation/cart.ts";
import type { CommerceEvent } from "../../../../domain/commerce/commerce_event.ts";
import { makeProduct } from "../../../../domain/commerce/simulation/make_product.ts";
import { makeUser } from "../../../../domain/commerce/simulation/make_user.ts";
import { type Order, orderIdSchema } from "../../../../domain/commerce/order.ts";
import type { Product } from "../../../../domain/commerce/product.ts";
import { propensity } from "../../../../domain/commerce/propensity.ts";
import { seoulTime } from "../../../../domain/commerce/seoul_time.ts";
import { Shelves } from "../../../../domain/commerce/simulation/shelves.ts";
import type { User } from "../../../../domain/commerce/user.ts";
import { pick, type Random, wholeBetween } from "../../../../domain/shared/random.ts";

const USERS = 3_000;
const PRODUCTS = 500;
const OPENED_WITH = 0.5;
/** How many users and products may be used in orders before they are announced. */
const AHEAD = { users: 20, products: 2 } as const;
const EVENTS_A_BATCH = 500;
const CANCELLED_SHARE = 1 / 30;
const REMEMBERED_ORDERS = 500;

export class Shop {
  readonly users: readonly User[];
  readonly #products: readonly Product[];
  readonly #clock: () => Date;
  readonly #random: Random;
  readonly #opened = { users: 0, products: 0 };
  readonly #recent: Order[] = [];
  #shelves: Shelves = new Shelves([]);
  #carts = 0;

  constructor(clock: () => Date, random: Random) {
    const now = clock();
    const number = (index: number) => String(index).padStart(5, "0");
    this.users = Array.from({ length: USERS }, (_, i) => makeUser({ id: `U-${number(i)}`, now, random }));
    this.#products = Array.from({ length: PRODUCTS }, (_, i) => makeProduct({ id: `P-${number(i)}`, now, random }));
    this.#clock = clock;
    this.#random = random;
  }

  /** @param share of the whole time, 0 to 1 */
  open(share: number): CommerceEvent[][] {
    const due = (all: number) => Math.min(all, Math.ceil(all * (OPENED_WITH + (1 - OPENED_WITH) * share)));
    const users = this.users.slice(this.#opened.users, due(USERS));
    const products = this.#products.slice(this.#opened.products, due(PRODUCTS));
    this.#opened.users += users.length;
    this.#opened.products += products.length;
    if (products.length > 0) {
      this.#shelves = new Shelves(this.#products.slice(0, this.#opened.products + AHEAD.products));
    }
    return [
      ...batches(users.map((user): CommerceEvent => ({ type: "user.registered", user }))),
      ...batches(products.map((product): CommerceEvent => ({ type: "product.listed", product }))),
    ];
  }

  orders(count: number): Order[] {
    const orders: Order[] = [];
    while (orders.length < count) {
      orders.push(...this.#cart());
      if (this.#recent.length > 0 && this.#random() < CANCELLED_SHARE) orders.push(this.#cancellation());
    }
    this.#recent.push(...orders.filter(({ quantity }) => quantity > 0));
    this.#recent.splice(0, this.#recent.length - REMEMBERED_ORDERS);
    return orders;
  }

  #cart(): Order[] {
    const last = Math.min(USERS, this.#opened.users + AHEAD.users) - 1;
    const customer = this.users[wholeBetween(this.#random, 0, last)]!;
    const now = this.#clock();
    const selection = propensity(customer, seoulTime(now));
    const cartId = `C-${++this.#carts}`;
    return makeCart(customer, this.#shelves, { cartId, createdAt: now, selection, random: this.#random });
  }

  #cancellation(): Order {
    const order = pick(this.#random, this.#recent);
    return {
      ...order,
      orderId: orderIdSchema.parse(`${order.orderId}-X${++this.#carts}`),
      quantity: -order.quantity,
      totalAmount: -order.totalAmount,
      shippingCost: 0,
      discountAmount: 0,
      status: "CANCELLED",
      createdAt: this.#clock(),
      selection: null,
    };
  }
}

function batches(events: readonly CommerceEvent[]): CommerceEvent[][] {
  return Array.from(
    { length: Math.ceil(events.length / EVENTS_A_BATCH) },
    (_, i) => events.slice(i * EVENTS_A_BATCH, (i + 1) * EVENTS_A_BATCH),
  );
}
