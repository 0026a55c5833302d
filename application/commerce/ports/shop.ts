import type { User, UserId } from "../../../domain/commerce/user.ts";
import type { UserChanges } from "../../../domain/commerce/user_registration.ts";
import type { Product, ProductId } from "../../../domain/commerce/product.ts";
import type { ProductChanges } from "../../../domain/commerce/product_listing.ts";
import type { Order, OrderId, OrderStatus } from "../../../domain/commerce/order.ts";
import type { OrderChanges } from "../../../domain/commerce/order_placement.ts";
import type { Grade } from "../../../domain/commerce/grade.ts";

/** When a row was really written, beside its business times. */
export interface Stamps {
  readonly createdDatetime: Date;
  readonly updatedDatetime: Date;
}

/** Pure; asked of the row as it is while nobody else can change it. */
export type May<T> = (stored: T & Stamps) => boolean;

/** All throw `Outage` and `DataRefused`. `change` gives "refused" where `may` does not allow it. */
export interface Users {
  find(id: UserId): Promise<(User & Stamps) | null>;
  add(user: User): Promise<"added" | "exists" | "erased">;
  change(id: UserId, changes: UserChanges): Promise<(User & Stamps) | null | "erased">;
  change(id: UserId, changes: UserChanges, may: May<User>): Promise<(User & Stamps) | null | "erased" | "refused">;
  remove(id: UserId): Promise<"removed" | "unknown" | "has_orders">;
}

/** Errors as in `Users`. */
export interface Products {
  find(id: ProductId): Promise<(Product & Stamps) | null>;
  add(product: Product): Promise<"added" | "exists">;
  change(id: ProductId, changes: ProductChanges): Promise<(Product & Stamps) | null>;
  change(id: ProductId, changes: ProductChanges, may: May<Product>): Promise<(Product & Stamps) | null | "refused">;
  remove(id: ProductId): Promise<"removed" | "unknown" | "has_orders">;
}

/**
 * Order counts, daily totals and stock are updated in the same transaction. An order that is cancelled or returned by
 * its status leaves all of them, once; one of an invoice stays in, since its source takes it back by lines of its own.
 * Errors as in `Users`.
 */
export interface Orders {
  find(id: OrderId): Promise<(Order & Stamps) | null>;
  /** Fills the denormalised fields that are `null`. */
  add(order: Order): Promise<"added" | "exists" | "unknown_user" | "unknown_product">;
  /** Of up to 1,000 ids, those that are stored. */
  findAll(ids: readonly OrderId[]): Promise<Order[]>;
  /** Only while its status is `from`; whether it was. */
  advance(id: OrderId, from: OrderStatus, to: OrderStatus): Promise<boolean>;
  change(id: OrderId, changes: OrderChanges): Promise<(Order & Stamps) | null>;
  change(id: OrderId, changes: OrderChanges, may: May<Order>): Promise<(Order & Stamps) | null | "refused">;
  remove(id: OrderId): Promise<"removed" | "unknown">;
}

/** Each call is one transaction and gives how many were new; existing ones stay. Both throw `Outage`. */
export interface CommerceWriter {
  addUsers(users: readonly User[]): Promise<number>;
  addProducts(products: readonly Product[]): Promise<number>;
}

export interface Figures {
  readonly counts: { readonly users: number; readonly products: number; readonly orders: number };
  /** Members only. */
  readonly buyers: number;
  readonly newUsers: number;
  readonly grades: Readonly<Record<Grade, number>>;
}

/** What was sold in an hour of Seoul's clock. */
export interface HourSales {
  /** 0 to 23. */
  readonly hour: number;
  /** Won, as the daily totals count it: without shipping, net of cancellations. */
  readonly amount: number;
  /** Purchases: what one customer bought at one moment is one, however many lines it has. */
  readonly orders: number;
}

/** Throws `Outage`. */
export interface ShopFigures {
  figures(): Promise<Figures>;
  /** `from <= createdAt < until`, at most a day; hours without sales are left out. */
  salesByHour(from: Date, until: Date): Promise<readonly HourSales[]>;
  /** Newest first. */
  recentOrders(limit: number): Promise<Order[]>;
}
