import { NOTHING_REPEATED } from "../../../domain/commerce/order.ts";
import { seoulTime } from "../../../domain/commerce/seoul_time.ts";
import { districtOf } from "../../../domain/commerce/user.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import type { StoredRecord } from "../../../application/shared/log.ts";

type Fields = Readonly<Record<string, unknown>>;
/** Where and when the log holds it: the same whenever it is read. */
export type Place = Partial<Pick<StoredRecord, "partition" | "offset" | "at">>;

/** What other programs must say; the rest may be left out. */
export const REQUIRED_FIELDS = {
  "user.registered": ["userId", "name"],
  "product.listed": ["productId", "name", "category", "price"],
  "order.placed": ["userId", "productId", "quantity", "totalAmount"],
} as const;

/** Fills in what is left out as `POST /v1/…` does; the same record always becomes the same. */
export function completeMessage(raw: unknown, expected: keyof typeof REQUIRED_FIELDS, place: Place): unknown {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return raw;
  const fields = raw as Fields;
  switch (expected) {
    case "user.registered":
      return filled(fields, userDefaults(fields, place));
    case "product.listed":
      return filled(fields, productDefaults(fields, place));
    case "order.placed":
      return filled(fields, orderDefaults(place));
    default:
      return expected satisfies never;
  }
}

/** What is `null` is left out, too: other languages write it so. */
function filled(fields: Fields, defaults: Fields): Fields {
  const whole: Record<string, unknown> = { ...fields };
  for (const [name, value] of Object.entries(defaults)) whole[name] ??= value;
  return whole;
}

function userDefaults({ userId, address, age, birthYear }: Fields, { at }: Place): Fields {
  const year = at && seoulTime(at).year;
  return {
    gender: null,
    age: year !== undefined && typeof birthYear === "number" ? Math.max(0, year - birthYear) : null,
    birthYear: year !== undefined && typeof age === "number" ? year - age : null,
    address: "",
    addressDistrict: typeof address === "string" ? districtOf(address) : "",
    email: null,
    grade: "BRONZE",
    status: "ACTIVE",
    lastLoginAt: null,
    marketingAgree: false,
    createdAt: at,
    lastOrderedAt: null,
    randomSeed: seededRandom(`pool of ${userId}`)(),
    isGuest: false,
  };
}

function productDefaults({ price, orgPrice, discountRate: rate }: Fields, { at }: Place): Fields {
  const isCut = typeof price === "number" && typeof rate === "number" && rate >= 0 && rate < 1;
  const isKnown = typeof price === "number" && typeof orgPrice === "number" && orgPrice > 0 && orgPrice >= price;
  return {
    brand: "",
    orgPrice: isCut ? Math.round(price / (1 - rate)) : price,
    discountRate: isKnown ? Math.round((1 - price / orgPrice) * 10_000) / 10_000 : 0,
    stock: 0,
    rating: 0,
    reviewCount: 0,
    isBest: false,
    createdAt: at,
    orderCount: 0,
    isGoods: true,
  };
}

/** The time is part of the id: a log that was made anew counts its offsets from 0 again. */
function orderDefaults({ partition, offset, at }: Place): Fields {
  return {
    orderId: at && `O-${partition}-${offset}-${at.getTime().toString(36)}`,
    shippingCost: 0,
    discountAmount: 0,
    paymentMethod: "CARD",
    status: "PLACED",
    ...NOTHING_REPEATED,
    createdAt: at,
  };
}
