import type { OrderStatus } from "../../../domain/commerce/order.ts";
import { pick, type Random, wholeBetween } from "../../../domain/shared/random.ts";

export const USERS = ["U-1", "U-2", "U-3", "U-4", "U-5"];
export const PRODUCTS = ["P-1", "P-2", "P-3"];
const LATEST_MS = 600_000;
export const PRICE = 200_000;

export const BATCH_AT_MOST = 6;

/** Refused by the table, and nothing but this one. */
export const REFUSED_PAYMENT = "REFUSED";
/** A header that the topic of dead letters does not take. */
export const UNSENDABLE = "x-unsendable";

/** What somebody asks of the API until it is answered. */
export type Errand =
  | { readonly kind: "user" | "product"; readonly id: string; readonly grade: string }
  | OrderErrand;

export interface OrderErrand {
  readonly kind: "order";
  readonly id: string;
  readonly status: OrderStatus;
  readonly quantity: number;
  readonly userId: string;
  readonly productId: string;
  readonly ago: number;
  readonly isDirect: boolean;
}

export function errandsOf(random: Random): Errand[] {
  const people = USERS.map((id): Errand => ({ kind: "user", id, grade: random() < 0.2 ? "VIP" : "BRONZE" }));
  const goods = PRODUCTS.map((id): Errand => ({ kind: "product", id, grade: "" }));
  const lines = Array.from({ length: wholeBetween(random, 8, 40) }, (_, nth): Errand => ({
    kind: "order",
    id: `O-${nth + 1}`,
    status: "PLACED",
    quantity: random() < 0.1 ? -1 : 1,
    userId: pick(random, USERS),
    productId: pick(random, PRODUCTS),
    ago: wholeBetween(random, 0, LATEST_MS),
    isDirect: random() < 0.15,
  }));
  return [...people, ...goods, ...lines].map((errand) => ({ errand, at: random() }))
    .sort((a, b) => a.at - b.at).map(({ errand }) => errand);
}
