import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import { GRADES } from "../../../domain/commerce/grade.ts";
import { type Order, ORDER_STATUSES, type Selection } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import { GENDERS, OLDEST_AGE, type User, USER_STATUSES } from "../../../domain/commerce/user.ts";
import { MAX_WON } from "../../../domain/shared/money.ts";
import { ASCII_ID } from "../../../domain/shared/outside_id.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * What the schemas make of a message that says everything in the usual form, at a tenth of their cost; `null` for any
 * other, right or wrong, which they judge. Texts are as storable as those of `raw`.
 */
export const READ_USUAL: { readonly [T in CommerceEvent["type"]]: (raw: unknown) => CommerceEvent | null } = {
  "user.registered": (raw) => {
    const user = isFields(raw) ? usualUser(raw) : null;
    return user && { type: "user.registered", user };
  },
  "product.listed": (raw) => {
    const product = isFields(raw) ? usualProduct(raw) : null;
    return product && { type: "product.listed", product };
  },
  "order.placed": (raw) => {
    const order = isFields(raw) ? usualOrder(raw) : null;
    return order && { type: "order.placed", order };
  },
};

function usualOrder(raw: Fields): Order | null {
  const { orderId, userId, productId, quantity, totalAmount, shippingCost, discountAmount } = raw;
  const { paymentMethod, status, category, userName, userRegion, userGender, userAgeGroup } = raw;
  const { invoice, importRun } = raw;
  const createdAt = usualInstant(raw.createdAt);
  const selection = raw.selection === null ? null : usualSelection(raw.selection);
  const isUsual = isId(orderId, 100) && isId(userId, 50) && isId(productId, 50) &&
    isInt(quantity, -0x8000_0000, 0x7fff_ffff) && quantity !== 0 && isInt(totalAmount, -MAX_WON, MAX_WON) &&
    isInt(shippingCost, 0, MAX_WON) && isInt(discountAmount, 0, MAX_WON) && isText(paymentMethod, 1, 50) &&
    isOneOf(ORDER_STATUSES, status) && (category === null || isText(category, 0, 50)) &&
    (userName === null || isText(userName, 0, 100)) && (userRegion === null || isText(userRegion, 0, 100)) &&
    (userGender === null || isOneOf(GENDERS, userGender)) &&
    (userAgeGroup === null || isText(userAgeGroup, 0, 20)) && (invoice === null || isId(invoice, 100)) &&
    isRun(importRun) && createdAt !== null && selection !== undefined;
  // In the literal's order, which is that of COPY's columns: one shape for all.
  return isUsual
    ? {
      orderId: orderId as Order["orderId"],
      userId: userId as Order["userId"],
      productId: productId as Order["productId"],
      quantity,
      totalAmount,
      shippingCost,
      discountAmount,
      paymentMethod,
      status,
      category,
      userName,
      userRegion,
      userGender,
      userAgeGroup,
      createdAt,
      invoice,
      importRun,
      selection,
    }
    : null;
}

function usualUser(raw: Fields): User | null {
  const { userId, name, gender, age, birthYear, address, addressDistrict, email, grade, status } = raw;
  const { marketingAgree, randomSeed, isGuest, importRun } = raw;
  const createdAt = usualInstant(raw.createdAt);
  const lastLoginAt = raw.lastLoginAt === null ? null : usualInstant(raw.lastLoginAt) ?? undefined;
  const isUsual = isId(userId, 50) && isText(name, 1, 100) && (gender === null || isOneOf(GENDERS, gender)) &&
    (age === null || isInt(age, 0, OLDEST_AGE)) && (birthYear === null || isInt(birthYear, 1850, 2200)) &&
    isText(address, 0, 255) && isText(addressDistrict, 0, 100) && (email === null || isText(email, 0, 100)) &&
    isOneOf(GRADES, grade) && isOneOf(USER_STATUSES, status) && typeof marketingAgree === "boolean" &&
    isNumber(randomSeed, 0, 1) && randomSeed < 1 && typeof isGuest === "boolean" && isRun(importRun) &&
    createdAt !== null && lastLoginAt !== undefined && raw.lastOrderedAt === null;
  return isUsual
    ? {
      userId: userId as User["userId"],
      name,
      gender,
      age,
      birthYear,
      address,
      addressDistrict,
      email,
      grade,
      status,
      lastLoginAt,
      marketingAgree,
      createdAt,
      lastOrderedAt: null,
      randomSeed,
      isGuest,
      importRun,
    }
    : null;
}

function usualProduct(raw: Fields): Product | null {
  const { productId, name, category, brand, orgPrice, price, discountRate, stock, rating, reviewCount } = raw;
  const { isBest, isGoods, importRun } = raw;
  const createdAt = usualInstant(raw.createdAt);
  const isUsual = isId(productId, 50) && isText(name, 1, 200) && isText(category, 1, 50) && isText(brand, 0, 100) &&
    isInt(orgPrice, 0, MAX_WON) && isInt(price, 0, MAX_WON) && isNumber(discountRate, 0, 1) &&
    isInt(stock, 0, 0x7fff_ffff) && isNumber(rating, 0, 5) && isInt(reviewCount, 0, 0x7fff_ffff) &&
    typeof isBest === "boolean" && typeof isGoods === "boolean" && isRun(importRun) && createdAt !== null &&
    raw.orderCount === 0;
  return isUsual
    ? {
      productId: productId as Product["productId"],
      name,
      category,
      brand,
      orgPrice,
      price,
      discountRate,
      stock,
      rating,
      reviewCount,
      isBest,
      createdAt,
      orderCount: 0,
      isGoods,
      importRun,
    }
    : null;
}

/** `undefined` for an unusual one. */
function usualSelection(raw: unknown): Selection | undefined {
  if (!isFields(raw) || !isNumber(raw.score, -Number.MAX_VALUE, Number.MAX_VALUE)) return undefined;
  if (!Array.isArray(raw.factors) || raw.factors.length > 30) return undefined;
  const factors: { name: string; value: number }[] = [];
  for (const factor of raw.factors as unknown[]) {
    if (!isFields(factor)) return undefined;
    const { name, value } = factor;
    if (!isText(name, 0, 50) || !isNumber(value, -Number.MAX_VALUE, Number.MAX_VALUE)) return undefined;
    factors.push({ name, value });
  }
  return { score: raw.score, factors };
}

/** In UTC, on a day that every month has. */
const INSTANT =
  /^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?Z$/;
const LATER_DAY =
  /^[0-9]{4}-(?:(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?Z$/;

function usualInstant(raw: unknown): Date | null {
  if (typeof raw !== "string" || raw.startsWith("0000") || !(INSTANT.test(raw) || LATER_DAY.test(raw))) return null;
  return new Date(raw);
}

function isId(raw: unknown, longest: number): raw is string {
  return typeof raw === "string" && raw.length <= longest && ASCII_ID.test(raw);
}

function isText(raw: unknown, shortest: number, longest: number): raw is string {
  return typeof raw === "string" && raw.length >= shortest && raw.length <= longest;
}

function isInt(raw: unknown, least: number, most: number): raw is number {
  return Number.isSafeInteger(raw) && (raw as number) >= least && (raw as number) <= most;
}

function isNumber(raw: unknown, least: number, most: number): raw is number {
  return typeof raw === "number" && raw >= least && raw <= most;
}

function isRun(raw: unknown): raw is number | null {
  return raw === null || isInt(raw, 1, 0x7fff_ffff);
}

function isOneOf<T extends string>(values: readonly T[], raw: unknown): raw is T {
  return values.includes(raw as T);
}

function isFields(raw: unknown): raw is Fields {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}
