import { type Decimal, multiply, roundHalfUp } from "../../../domain/shared/decimal.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import { MAX_WON } from "../../../domain/shared/money.ts";
import { accepted, refused, type Result } from "../../../domain/shared/result.ts";
import { lineDigest, lineOrderId } from "../../../domain/commerce/line_identity.ts";
import { customerCode, guestCode, LONGEST_INVOICE, productCode } from "../../../domain/commerce/outside_ids.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import { parseOrderParts } from "../../../domain/commerce/order_parts.ts";
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
  const made = terms.made ?? new MadeBefore();
  const invoice = made.invoice(line.order);
  if (invoice === null) {
    return unreadable([
      `order: ${
        JSON.stringify(line.order.slice(0, 60))
      } is no number such as 536365 or #1001, of at most ${LONGEST_INVOICE} characters`,
    ]);
  }
  const { digest, run } = terms;
  const productId = productCode(line.sku, digest);
  const { lineId, quantity, unitPrice, at } = line;
  const identified = { invoice, lineId, productId, quantity, unitPrice, at };
  const equal = lineDigest(identified, digest);
  const nth = terms.nthOf(equal);
  if (lineId !== null && nth > 1) return unreadable([`the line ${lineId} is in the file already`]);

  const customer = line.customer === null ? null : customerCode(line.customer, digest);
  const userId = customer ?? guestCode(invoice, digest);
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
  const order = parseOrderParts({
    orderId: lineOrderId(identified, equal, nth),
    userId,
    productId,
    quantity,
    totalAmount: Number(amount),
    shippingCost: line.shipping ? Number(won(line.shipping)) : 0,
    discountAmount: line.discount ? Number(won(line.discount)) : 0,
    paymentMethod: cut(line.paymentMethod ?? "", MAX_PAYMENT_METHOD) || UNKNOWN,
    status: line.status,
    category: null,
    userName: null,
    // Storing would take the first word: "United".
    userRegion: cut(line.region, MAX_REGION) || null,
    userGender: null,
    userAgeGroup: null,
    createdAt: at,
    invoice,
    importRun: run,
    selection: null,
  });
  if (!user.ok || !product.ok || !order.ok) {
    return unreadable([user, product, order].flatMap((part) => part.ok ? [] : part.refusal.details));
  }
  const sold = { user: user.value, product: product.value, order: order.value };
  return accepted(line.takesBackInAll ? { ...sold, takesBackInAll: true } : sold);
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
