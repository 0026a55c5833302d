import { type Decimal, multiply, roundHalfUp } from "../../../domain/shared/decimal.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import { MAX_WON } from "../../../domain/shared/money.ts";
import { accepted, refused, type Result } from "../../../domain/shared/result.ts";
import { lineDigest, lineOrderId } from "../../../domain/commerce/line_identity.ts";
import {
  customerCode,
  guestCode,
  invoiceSchema,
  LONGEST_INVOICE,
  productCode,
} from "../../../domain/commerce/outside_ids.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import { NOTHING_REPEATED, parseOrder } from "../../../domain/commerce/order.ts";
import { parseProduct } from "../../../domain/commerce/product.ts";
import { parseUser } from "../../../domain/commerce/user.ts";
import type { SoldLine, UnreadableLine } from "../ports/import.ts";
import type { OrderLine } from "../ports/order_line.ts";
import { MadeBefore } from "./made_before.ts";

/** Won for one unit of each currency (ISO 4217). */
export type Rates = ReadonlyMap<string, Decimal>;

const GOODS_CATEGORY = "Other";
const CHARGES_CATEGORY = "Charges";
const UNKNOWN = "UNKNOWN";
const MAX_PRODUCT_NAME = 200;
const MAX_REGION = 100;
const MAX_CATEGORY = 50;
const MAX_PAYMENT_METHOD = 50;

export interface LineTerms {
  readonly rates: Rates;
  readonly digest: Digest;
  /** How often a line of this digest has been read, this one included. */
  readonly nthOf: (lineDigest: string) => number;
  /** `null` for lines that come without a file. */
  readonly run: number | null;
  /** Of earlier lines. */
  readonly made?: MadeBefore;
}

/** Equal lines of any file yield the same ids; a line without a customer belongs to its order's guest. */
export function soldLine(line: OrderLine, terms: LineTerms): Result<SoldLine, UnreadableLine> {
  const rate = terms.rates.get(line.currency);
  if (!rate) {
    return unreadable([
      `${line.currency}: there is no rate, give --rate ${line.currency}=<won for one>, or set EXCHANGE_RATES for webhooks`,
    ]);
  }
  const won = (amount: Decimal) => roundHalfUp(multiply(amount, rate));
  const [amount, unitWon] = [won(line.amount), won(line.unitPrice)];
  if (!fits(amount) || !fits(unitWon)) {
    return unreadable([`price × quantity: ${amount} won does not fit in one order (at most ${MAX_WON})`]);
  }
  const invoice = invoiceSchema.safeParse(line.order);
  if (!invoice.success) {
    return unreadable([
      `order: ${
        JSON.stringify(line.order.slice(0, 60))
      } is no number such as 536365 or #1001, of at most ${LONGEST_INVOICE} characters`,
    ]);
  }
  const { digest, run } = terms;
  const productId = productCode(line.sku, digest);
  const identified = { ...line, invoice: invoice.data, productId };
  const equal = lineDigest(identified, digest);
  const nth = terms.nthOf(equal);
  if (line.lineId !== null && nth > 1) return unreadable([`the line ${line.lineId} is in the file already`]);

  const customer = line.customer === null ? null : customerCode(line.customer, digest);
  const userId = customer ?? guestCode(invoice.data, digest);
  const made = terms.made ?? new MadeBefore();
  const user = made.user(
    userId,
    (own) => parseUser({ ...buyerOf(line, own(userId), { customer, own }), importRun: run }),
  );
  const product = made.product(
    productId,
    (own) =>
      parseProduct({
        ...productOf(line, own(productId), { price: Math.max(0, Number(unitWon)), own }),
        importRun: run,
      }),
  );
  const order = parseOrder({
    orderId: lineOrderId(identified, equal, nth),
    userId,
    productId,
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
    invoice: invoice.data,
    importRun: run,
  });
  if (!user.ok || !product.ok || !order.ok) {
    return unreadable([user, product, order].flatMap((part) => part.ok ? [] : part.refusal.details));
  }
  return accepted({ user: user.value, product: product.value, order: order.value });
}

export function unreadable(details: readonly string[]): { readonly ok: false; readonly refusal: UnreadableLine } {
  return refused({ code: "unreadable_line", message: `Cannot read the line: ${details.join("; ")}`, details });
}

type Own = (text: string) => string;

function buyerOf(
  line: OrderLine,
  userId: string,
  { customer, own }: { readonly customer: string | null; readonly own: Own },
) {
  return {
    userId,
    name: own(cut(customer === null ? `Guest ${line.order}` : `Customer ${customer}`, 100)),
    gender: null,
    age: null,
    birthYear: null,
    address: own(cut(line.region, MAX_REGION)),
    addressDistrict: "",
    email: null,
    grade: "BRONZE",
    status: "ACTIVE",
    lastLoginAt: null,
    marketingAgree: false,
    createdAt: line.at,
    lastOrderedAt: null,
    randomSeed: seededRandom(userId)(),
    isGuest: customer === null,
  };
}

function productOf(line: OrderLine, productId: string, { price, own }: { readonly price: number; readonly own: Own }) {
  return {
    productId,
    name: own(cut(line.name, MAX_PRODUCT_NAME) || cut(line.sku, MAX_PRODUCT_NAME)),
    category: line.isGoods ? own(cut(line.category ?? "", MAX_CATEGORY)) || GOODS_CATEGORY : CHARGES_CATEGORY,
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
