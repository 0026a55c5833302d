import { type Decimal, multiply, roundHalfUp } from "../../../domain/shared/decimal.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import { MAX_WON } from "../../../domain/shared/money.ts";
import { accepted, refused, type Result } from "../../../domain/shared/result.ts";
import { NOTHING_REPEATED, parseOrder } from "../../../domain/commerce/order.ts";
import { parseProduct } from "../../../domain/commerce/product.ts";
import { parseUser } from "../../../domain/commerce/user.ts";
import type { SoldLine, UnreadableLine } from "../ports/import.ts";
import type { OrderLine } from "../ports/order_line.ts";

/** Won for one unit of each currency (ISO 4217). */
export type Rates = ReadonlyMap<string, Decimal>;

const GOODS_CATEGORY = "Other";
const CHARGES_CATEGORY = "Charges";
const UNKNOWN = "UNKNOWN";
const MAX_PRODUCT_NAME = 200;
const MAX_REGION = 100;
const MAX_CATEGORY = 50;
const MAX_PAYMENT_METHOD = 50;

/**
 * The same file yields the same ids, `order-sku-place`; a line without a customer belongs to its order's guest.
 *
 * @param place in its order, from 1
 */
export function soldLine(line: OrderLine, place: number, rates: Rates): Result<SoldLine, UnreadableLine> {
  const rate = rates.get(line.currency);
  if (!rate) return unreadable([`${line.currency}: there is no rate; give --rate ${line.currency}=<won for one>`]);
  const won = (amount: Decimal) => roundHalfUp(multiply(amount, rate));
  const [amount, unitWon] = [won(line.amount), won(line.unitPrice)];
  if (!fits(amount) || !fits(unitWon)) {
    return unreadable([`price × quantity: ${amount} won does not fit in one order (at most ${MAX_WON})`]);
  }
  const userId = line.customer ?? `guest-${line.order}`;
  const user = parseUser(buyerOf(line, userId));
  const product = parseProduct(productOf(line, Math.max(0, Number(unitWon))));
  const order = parseOrder({
    orderId: `${line.order}-${line.sku}-${place}`,
    userId,
    productId: line.sku,
    quantity: line.quantity,
    totalAmount: Number(amount),
    shippingCost: line.shipping ? Number(won(line.shipping)) : 0,
    discountAmount: line.discount ? Number(won(line.discount)) : 0,
    paymentMethod: cut(line.paymentMethod ?? "", MAX_PAYMENT_METHOD) || UNKNOWN,
    status: line.status,
    ...NOTHING_REPEATED,
    // Storing would take the first word: "United".
    userRegion: cut(line.region, MAX_REGION) || null,
    createdAt: line.at,
  });
  if (!user.ok || !product.ok || !order.ok) {
    return unreadable([user, product, order].flatMap((part) => part.ok ? [] : part.refusal.details));
  }
  return accepted({ user: user.value, product: product.value, order: order.value });
}

export function unreadable(details: readonly string[]): { readonly ok: false; readonly refusal: UnreadableLine } {
  return refused({ code: "unreadable_line", message: `Cannot read the line: ${details.join("; ")}`, details });
}

function buyerOf(line: OrderLine, userId: string) {
  return {
    userId,
    name: cut(line.customer === null ? `Guest ${line.order}` : `Customer ${line.customer}`, 100),
    gender: null,
    age: null,
    birthYear: null,
    address: cut(line.region, MAX_REGION),
    addressDistrict: "",
    email: null,
    grade: "BRONZE",
    status: "ACTIVE",
    lastLoginAt: null,
    marketingAgree: false,
    createdAt: line.at,
    lastOrderedAt: null,
    randomSeed: seededRandom(userId)(),
    isGuest: line.customer === null,
  };
}

function productOf(line: OrderLine, price: number) {
  return {
    productId: line.sku,
    name: cut(line.name, MAX_PRODUCT_NAME) || line.sku,
    category: line.isGoods ? cut(line.category ?? "", MAX_CATEGORY) || GOODS_CATEGORY : CHARGES_CATEGORY,
    brand: "",
    orgPrice: price,
    price,
    discountRate: 0,
    stock: 0,
    rating: 0,
    reviewCount: 0,
    isBest: false,
    createdAt: line.at,
    orderCount: 0,
    isGoods: line.isGoods,
  };
}

function fits(won: bigint): boolean {
  return won >= -BigInt(MAX_WON) && won <= BigInt(MAX_WON);
}

/** Leaves no half of a surrogate pair, which databases reject. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}
