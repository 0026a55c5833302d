import { type Decimal, multiply, roundHalfUp } from "../../../domain/shared/decimal.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";
import { NOTHING_REPEATED, parseOrder } from "../../../domain/commerce/order.ts";
import { parseProduct } from "../../../domain/commerce/product.ts";
import type { OrderFileFormat, SoldLine, UnreadableLine } from "../../../application/commerce/ports/import.ts";
import {
  readRetailFields,
  RETAIL_COLUMNS,
  type RetailColumn,
  type RetailFields,
  type RetailSale,
  unreadable,
} from "./retail_fields.ts";
import { isGoods } from "./stock_code.ts";
import { parseUser } from "../../../domain/commerce/user.ts";
import { MAX_WON } from "../../../domain/shared/money.ts";

/** @param rate won for one pound */
export function onlineRetail(rate: Decimal): OrderFileFormat<RetailColumn> {
  return {
    columns: RETAIL_COLUMNS,
    invoiceOf: ({ InvoiceNo = "" }) => InvoiceNo.trim(),
    parse: (fields, place) => parseRetailLine(fields, place, rate),
  };
}

/** The file has no categories. */
const GOODS_CATEGORY = "Gifts";
const CHARGES_CATEGORY = "Charges";
const PAYMENT_METHOD = "UNKNOWN";
const MAX_PRODUCT_NAME = 200;
const MAX_COUNTRY = 100;

/**
 * The same file yields the same ids, `invoice-code-place`; a line without a customer belongs to its invoice's guest.
 * Invoices with "C" and negative quantities are cancellations, which net out to the won against the cancelled sale.
 *
 * @param place in its invoice, from 1
 * @param rate won for one pound
 */
export function parseRetailLine(
  fields: RetailFields,
  place: number,
  rate: Decimal,
): Result<SoldLine, UnreadableLine> {
  const read = readRetailFields(fields);
  if (!read.ok) return read;
  const sale = read.value;
  const unitWon = roundHalfUp(multiply(sale.price, rate));
  const quantity = isCancellation(sale) ? -Math.abs(sale.quantity) : sale.quantity;
  const amount = roundHalfUp(multiply(multiply(sale.price, { digits: BigInt(quantity), scale: 0 }), rate));
  if (!fits(amount) || !fits(unitWon)) {
    return unreadable([`UnitPrice × Quantity: ${amount} won does not fit in one order (at most ${MAX_WON})`]);
  }

  const user = buyerOf(sale);
  const product = productOf(sale, Number(unitWon));
  const order = parseOrder({
    orderId: `${sale.invoice}-${sale.stockCode}-${place}`,
    userId: buyerId(sale),
    productId: sale.stockCode,
    quantity,
    totalAmount: Number(amount),
    shippingCost: 0,
    discountAmount: 0,
    paymentMethod: PAYMENT_METHOD,
    status: isCancellation(sale) ? "CANCELLED" : "DELIVERED",
    ...NOTHING_REPEATED,
    // Storing would take the first word: "United".
    userRegion: cut(sale.country, MAX_COUNTRY) || null,
    createdAt: sale.at,
  });
  if (!user.ok || !product.ok || !order.ok) {
    return unreadable([user, product, order].flatMap((part) => part.ok ? [] : part.refusal.details));
  }
  return accepted({ user: user.value, product: product.value, order: order.value });
}

function isCancellation(sale: RetailSale): boolean {
  return sale.quantity < 0 || /^c/i.test(sale.invoice);
}

function buyerId(sale: RetailSale): string {
  return sale.customer ?? `guest-${sale.invoice}`;
}

function buyerOf(sale: RetailSale) {
  return parseUser({
    userId: buyerId(sale),
    name: sale.customer === null ? `Guest ${sale.invoice}` : `Customer ${sale.customer}`,
    gender: null,
    age: null,
    birthYear: null,
    address: cut(sale.country, MAX_COUNTRY),
    addressDistrict: "",
    email: null,
    grade: "BRONZE",
    status: "ACTIVE",
    lastLoginAt: null,
    marketingAgree: false,
    createdAt: sale.at,
    lastOrderedAt: null,
    randomSeed: seededRandom(buyerId(sale))(),
    isGuest: sale.customer === null,
  });
}

function productOf(sale: RetailSale, unitWon: number) {
  const goods = isGoods(sale.stockCode);
  // A written-off debt has a negative price.
  const price = Math.max(0, unitWon);
  return parseProduct({
    productId: sale.stockCode,
    name: cut(sale.description, MAX_PRODUCT_NAME) || sale.stockCode,
    category: goods ? GOODS_CATEGORY : CHARGES_CATEGORY,
    brand: "",
    orgPrice: price,
    price,
    discountRate: 0,
    stock: 0,
    rating: 0,
    reviewCount: 0,
    isBest: false,
    createdAt: sale.at,
    orderCount: 0,
    isGoods: goods,
  });
}

function fits(won: bigint): boolean {
  return won >= -BigInt(MAX_WON) && won <= BigInt(MAX_WON);
}

/** Leaves no half of a surrogate pair, which databases reject. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}
