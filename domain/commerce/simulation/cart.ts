import type { Random } from "../../shared/random.ts";
import { WeightedChoice } from "../../shared/weighted_choice.ts";
import type { Grade } from "../grade.ts";
import { type Order, orderIdSchema, type Selection } from "../order.ts";
import type { Product } from "../product.ts";
import type { Shelves } from "./shelves.ts";
import { PAYMENT_METHODS, PAYMENT_METHODS_OF_ALL, type PaymentShares } from "./tables/payment_methods.ts";
import { ageGroup, regionOf, type User } from "../user.ts";
import { MAX_WON } from "../../shared/money.ts";

/** Won. */
export const FREE_SHIPPING_FROM = 50_000;
/** Won per cart, charged on the cart's first line. */
export const SHIPPING_COST = 3_000;

/** Of 100 carts, how many have 1, 2, … 10 lines: 2.6 on average. The range is the seed's, the shares are our own. */
export const CART_SIZE_SHARES = [38, 24, 14, 9, 6, 4, 2, 1.5, 1, 0.5] as const;

const MEMBER_DISCOUNT: Readonly<Record<Grade, number>> = { BRONZE: 0, SILVER: 0.01, GOLD: 0.02, VIP: 0.03 };
const COUPON_DISCOUNT = 0.1;
/** One cart in six of customers who agreed to marketing uses a coupon. */
const COUPON_SHARE = 1 / 6;

const CONSUMABLES: ReadonlySet<string> = new Set(["식품", "생활용품", "유아동", "반려동물", "건강식품"]);

const CART_SIZES = new WeightedChoice(
  CART_SIZE_SHARES.map((share, index) => ({ share, size: index + 1 })),
  (c) => c.share,
);
const PAYMENTS = new Map(Object.entries(PAYMENT_METHODS).map(([group, shares]) => [group, methodChoice(shares)]));
const PAYMENTS_OF_ALL = methodChoice(PAYMENT_METHODS_OF_ALL);

function methodChoice(shares: PaymentShares) {
  return new WeightedChoice(shares, ([, share]) => share);
}

export interface CartTerms {
  /** Lines per cart, relative to an ordinary day; a cart keeps 1 to 10 lines. */
  readonly sizeFactor?: number;
  /** Won, in place of {@link FREE_SHIPPING_FROM}. */
  readonly freeShippingFrom?: number;
  /** Share of the price that is paid after every other discount, 0 to 1. */
  readonly priceFactor?: (customer: User, product: Product) => number;
}

interface CartOptions {
  /** At most 97 characters; the lines are `${cartId}-1`, `${cartId}-2`, … */
  readonly cartId: string;
  readonly createdAt: Date;
  readonly selection: Selection | null;
  readonly random: Random;
  readonly terms?: CartTerms;
}

/** One paid order per product. Throws RangeError if the shelves have nothing on sale. */
export function makeCart(customer: User, shelves: Shelves, options: CartOptions): Order[] {
  const { cartId, createdAt, selection, random, terms = {} } = options;
  const { freeShippingFrom = FREE_SHIPPING_FROM, priceFactor } = terms;
  const products = distinctProducts(customer, shelves, cartSize(random, terms), random);
  const isWithCoupon = customer.marketingAgree && random() < COUPON_SHARE;
  const discount = MEMBER_DISCOUNT[customer.grade] + (isWithCoupon ? COUPON_DISCOUNT : 0);
  const group = ageGroup(customer.age);
  const region = regionOf(customer.address) || null;
  const [paymentMethod] = (group === null ? PAYMENTS_OF_ALL : PAYMENTS.get(group)!).draw(random);

  const lines = products.map((product) => {
    const quantity = quantityOf(product, random);
    const gross = product.price * quantity;
    const factor = priceFactor?.(customer, product) ?? 1;
    const share = factor === 1 ? discount : 1 - (1 - discount) * factor;
    const discountAmount = Math.floor(gross * share / 10) * 10;
    return { product, quantity, discountAmount, totalAmount: gross - discountAmount };
  });
  const cost = lines.reduce((sum, line) => sum + line.totalAmount, 0);
  const shipping = cost >= freeShippingFrom ? 0 : SHIPPING_COST;

  return lines.map(({ product, quantity, discountAmount, totalAmount }, index) => ({
    orderId: orderIdSchema.parse(`${cartId}-${index + 1}`),
    userId: customer.userId,
    productId: product.productId,
    quantity,
    totalAmount,
    shippingCost: index === 0 ? shipping : 0,
    discountAmount,
    paymentMethod,
    status: "PAID",
    category: product.category,
    userName: customer.name,
    userRegion: region,
    userGender: customer.gender,
    userAgeGroup: group,
    createdAt,
    invoice: null,
    importRun: null,
    selection,
  }));
}

export function expectedLines({ sizeFactor = 1 }: CartTerms = {}): number {
  let sum = 0;
  let shares = 0;
  for (const [index, share] of CART_SIZE_SHARES.entries()) {
    const wanted = (index + 1) * sizeFactor;
    const fraction = wanted - Math.floor(wanted);
    sum += share * (fraction * withinCart(Math.floor(wanted) + 1) + (1 - fraction) * withinCart(Math.floor(wanted)));
    shares += share;
  }
  return sum / shares;
}

function withinCart(lines: number): number {
  return Math.min(CART_SIZE_SHARES.length, Math.max(1, lines));
}

function cartSize(random: Random, { sizeFactor = 1 }: CartTerms): number {
  const { size } = CART_SIZES.draw(random);
  // Random rounding keeps the mean exact.
  return sizeFactor === 1 ? size : withinCart(Math.floor(size * sizeFactor + random()));
}

function distinctProducts(customer: User, shelves: Shelves, wanted: number, random: Random): Product[] {
  const choice = shelves.choiceFor(customer);
  const size = Math.min(wanted, shelves.products.length);
  const drawn = new Set<Product>();
  // Redraws keep the weights exact; the limit ends the loop where one product outweighs all others.
  for (let draws = 0; drawn.size < size && draws < size * 20; draws++) drawn.add(choice.draw(random));
  return [...drawn];
}

function quantityOf({ category, price, stock }: Product, random: Random): number {
  const isConsumable = CONSUMABLES.has(category);
  // Geometric: consumables 1, 2, 3 … with chances 1/2, 1/4, 1/8 …
  let quantity = 1;
  while (quantity < (isConsumable ? 6 : 2) && random() < (isConsumable ? 1 / 2 : 1 / 12)) quantity++;
  return Math.min(quantity, stock, Math.floor(MAX_WON / price));
}
