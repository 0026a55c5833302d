import { ageGroup, regionOf, type User } from "../../../domain/commerce/user.ts";
import { type Order, orderSchema } from "../../../domain/commerce/order.ts";
import { type Product, productSchema } from "../../../domain/commerce/product.ts";
import { userSchema } from "../../../domain/commerce/user.ts";
import { isReversed } from "../../../domain/commerce/reversed.ts";
import { DataRefused } from "../../../application/shared/fault.ts";
import type { Transaction } from "../postgres/transaction.ts";
import type { Table } from "../postgres/table.ts";
import { deltaLine } from "./order_deltas.ts";
import type { OrderRow, PendingRow } from "./shop_tables.ts";
import type { ShopDatabase } from "./shop_database.ts";

export interface InsertedOrders {
  readonly stored: number;
  readonly duplicates: number;
  readonly pending: number;
}

/** One statement: without a known user or product an order is pending. */
export function insertOrders(
  { tables, postgres, without, refuses }: ShopDatabase,
  sql: Transaction,
  orders: readonly Order[],
): Promise<InsertedOrders> {
  if (orders.length === 0) return Promise.resolve({ stored: 0, duplicates: 0, pending: 0 });
  return sql.statement(`insert ${orders.map(({ orderId }) => orderId).join(", ")}`, async () => {
    const rows = orders.map((order) => ({
      order,
      user: sql.get(tables.users, order.userId),
      product: sql.get(tables.products, order.productId),
    }));
    const added: OrderRow[] = [];
    let pending = 0;
    for (const { order, user, product } of rows) {
      if (user && product) {
        requireStorable(orderSchema, order);
        if (refuses(order)) throw new DataRefused("23502", new Error("a column that somebody added"));
        const row = { ...filledIn(order, user, product), reversed: isReversed(order), ...stamps(postgres.world.now) };
        const isNew = await sql.insert(tables.orders, order.orderId, row);
        if (isNew || without.has("inbox check")) added.push(row);
      } else {
        const row: PendingRow = { order, nth: postgres.nextId(), receivedAt: postgres.world.now };
        if (await sql.insert(tables.pending, order.orderId, row)) pending++;
      }
    }
    if (added.length > 0) {
      const id = postgres.nextId();
      await sql.insert(tables.deltas, String(id), { id, lines: added.map((order) => deltaLine(order)) });
    }
    return { stored: added.length, pending, duplicates: orders.length - added.length - pending };
  });
}

function filledIn(order: Order, user: User, product: Product): Order {
  return {
    ...order,
    category: order.category ?? product.category,
    userName: order.userName ?? user.name,
    userRegion: order.userRegion ?? (regionOf(user.address) || null),
    userGender: order.userGender ?? user.gender,
    userAgeGroup: order.userAgeGroup ?? ageGroup(user.age),
  };
}

const SCHEMAS = { users: userSchema, products: productSchema } as const;

/** One statement; gives how many were new. */
export function insertNew<R extends User | Product>(
  { tables, postgres }: ShopDatabase,
  sql: Transaction,
  kind: "users" | "products",
  rows: readonly R[],
): Promise<number> {
  if (rows.length === 0) return Promise.resolve(0);
  const table = tables[kind] as Table<unknown>;
  return sql.statement(`insert ${rows.map(idOf).join(", ")}`, async () => {
    let added = 0;
    for (const row of rows) {
      requireStorable(SCHEMAS[kind], row);
      if (!await sql.insert(table, idOf(row), { ...row, ...stamps(postgres.world.now) })) continue;
      added++;
      if ("grade" in row && row.grade !== "BRONZE") {
        await sql.insert(tables.due, String(postgres.nextId()), [row.userId]);
      }
    }
    return added;
  });
}

function idOf(row: User | Product): string {
  return "userId" in row ? row.userId : row.productId;
}

export function stamps(now: number) {
  return { createdDatetime: new Date(now), updatedDatetime: new Date(now) };
}

interface Schema {
  safeParse(raw: unknown): { readonly success: boolean };
}

function requireStorable(schema: Schema, row: unknown): void {
  const isText = allTexts(row).every((text) => text.isWellFormed() && !text.includes("\0"));
  if (isText && schema.safeParse(row).success) return;
  throw new DataRefused("22000", new Error("a value that its column does not take"));
}

function allTexts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(allTexts) : [];
}
