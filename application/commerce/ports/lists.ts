import type { Order, OrderStatus } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { Grade } from "../../../domain/commerce/grade.ts";
import type { User } from "../../../domain/commerce/user.ts";
import type { Page, PageRequest } from "../../shared/page.ts";
import type { Stamps } from "./shop.ts";

/** `undefined` does not filter. */
type Filters<F> = { readonly [K in keyof F]?: F[K] | undefined };

export type UserFilters = Filters<{ grade: Grade; status: User["status"]; guest: boolean; q: string }>;
export type ProductFilters = Filters<{ category: string; brand: string; goods: boolean; q: string }>;
export type OrderFilters = Filters<{
  user: string;
  product: string;
  status: OrderStatus;
  /** Of the customer, as it is now. */
  grade: Grade;
  category: string;
  /** In Seoul. */
  day: string;
  from: Date;
  to: Date;
  /** An id or invoice as it is, or part of a customer's or product's name. */
  q: string;
}>;
export type DailySalesFilters = Filters<{ category: string; from: string; to: string }>;
export type OutboxFilters = Filters<{ topic: string; parked: boolean }>;
export type PendingFilters = Filters<{ order: string; user: string; product: string }>;

export interface DailySales {
  readonly day: string;
  readonly category: string;
  readonly lines: number;
  readonly orders: number;
  readonly units: number;
  readonly amount: number;
}

export interface PendingOrder {
  readonly orderId: string;
  readonly userId: string;
  readonly productId: string;
  readonly waitsFor: readonly ("user" | "product")[];
  readonly receivedAt: Date;
}

/** Waits to be published; `parkedAt` where the log refused it again and again. */
export interface OutboxEntry {
  readonly id: number;
  readonly topic: string;
  readonly key: string | null;
  readonly bytes: number;
  readonly createdAt: Date;
  readonly refusals: number;
  readonly parkedAt: Date | null;
  readonly cause: string | null;
}

/** The sorts of each list, with what their columns hold. */
export const USER_SORTS = { createdAt: ["time", "text"], userId: ["text"] } as const;
export const PRODUCT_SORTS = {
  createdAt: ["time", "text"],
  orderCount: ["number", "text"],
  productId: ["text"],
} as const;
export const ORDER_SORTS = { createdAt: ["time", "text"] } as const;
export const DAILY_SALES_SORTS = { day: ["day", "text"] } as const;
export const PENDING_SORTS = { receivedAt: ["time", "text"] } as const;

export const OUTBOX_SORTS = { id: ["number"] } as const;

/** What pages and people look through. All throw `Outage`. */
export interface ShopLists {
  users(filters: UserFilters, page: PageRequest<keyof typeof USER_SORTS>): Promise<Page<User & Stamps>>;
  products(filters: ProductFilters, page: PageRequest<keyof typeof PRODUCT_SORTS>): Promise<Page<Product & Stamps>>;
  orders(filters: OrderFilters, page: PageRequest<keyof typeof ORDER_SORTS>): Promise<Page<Order & Stamps>>;
  dailySales(filters: DailySalesFilters, page: PageRequest<keyof typeof DAILY_SALES_SORTS>): Promise<Page<DailySales>>;
  pendingOrders(filters: PendingFilters, page: PageRequest<keyof typeof PENDING_SORTS>): Promise<Page<PendingOrder>>;
  outbox(filters: OutboxFilters, page: PageRequest<keyof typeof OUTBOX_SORTS>): Promise<Page<OutboxEntry>>;
}
