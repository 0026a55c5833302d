import type { User, UserId } from "../../../domain/commerce/user.ts";
import type { UserChanges } from "../../../domain/commerce/user_registration.ts";
import type { Product, ProductId } from "../../../domain/commerce/product.ts";
import type { ProductChanges } from "../../../domain/commerce/product_listing.ts";
import type { Order, OrderId } from "../../../domain/commerce/order.ts";
import type { OrderChanges } from "../../../domain/commerce/order_placement.ts";
import type { Grade } from "../../../domain/commerce/grade.ts";

/** When a row was really written and last changed, beside its business times. */
export interface Stamps {
  readonly createdDatetime: Date;
  readonly updatedDatetime: Date;
}

/** The shop's customers, read and written one at a time. All throw `Outage`, and `DataRefused` for what can't be stored. */
export interface Users {
  find(id: UserId): Promise<(User & Stamps) | null>;
  /** "exists" when the id is taken; nothing is changed then. */
  add(user: User): Promise<"added" | "exists">;
  /** The changed user, or `null` when there is none. */
  change(id: UserId, changes: UserChanges): Promise<(User & Stamps) | null>;
  /** "has_orders" when orders still name the user; nothing is changed then. */
  remove(id: UserId): Promise<"removed" | "unknown" | "has_orders">;
  /** Blanks what identifies the person in the user and in the user's orders; sales figures stay right. */
  anonymise(id: UserId): Promise<"anonymised" | "unknown">;
}

/** The catalogue, read and written one product at a time. Errors as in `Users`. */
export interface Products {
  find(id: ProductId): Promise<(Product & Stamps) | null>;
  add(product: Product): Promise<"added" | "exists">;
  change(id: ProductId, changes: ProductChanges): Promise<(Product & Stamps) | null>;
  remove(id: ProductId): Promise<"removed" | "unknown" | "has_orders">;
}

/**
 * Orders, read and written one at a time. Every change carries its effects on `orderCount`, `lastOrderedAt` and the daily
 * totals in the same transaction, so that a recount always gives the stored figures. Errors as in `Users`.
 */
export interface Orders {
  find(id: OrderId): Promise<(Order & Stamps) | null>;
  /** Fills the denormalised fields that are `null` from the order's user and product. */
  add(order: Order): Promise<"added" | "exists" | "unknown_user" | "unknown_product">;
  change(id: OrderId, changes: OrderChanges): Promise<(Order & Stamps) | null>;
  remove(id: OrderId): Promise<"removed" | "unknown">;
}

/**
 * Where a market's first users and products are stored, many at a time.
 *
 * Each call is one transaction, gives how many were really new, and leaves what is there already as it is, so that a
 * repetition does no harm. Both throw `Outage`.
 */
export interface CommerceWriter {
  addUsers(users: readonly User[]): Promise<number>;
  addProducts(products: readonly Product[]): Promise<number>;
}

export interface Figures {
  readonly counts: { readonly users: number; readonly products: number; readonly orders: number };
  /** Members who have ordered, and members who have not. */
  readonly buyers: number;
  readonly newUsers: number;
  readonly grades: Readonly<Record<Grade, number>>;
}

/** Read model for the summary and the live page. Throws `Outage`. */
export interface ShopFigures {
  figures(): Promise<Figures>;
  /** The orders placed last, newest first. */
  recentOrders(limit: number): Promise<Order[]>;
}
