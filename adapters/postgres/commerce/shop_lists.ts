import type {
  DailySales,
  DailySalesFilters,
  OrderFilters,
  OutboxEntry,
  OutboxFilters,
  PendingFilters,
  PendingOrder,
  ProductFilters,
  ShopLists,
  UserFilters,
} from "../../../application/commerce/ports/lists.ts";
import type { Row } from "../core/columns.ts";
import type { Sql } from "../core/connect.ts";
import { keysetPage } from "../core/api/keyset.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { ORDERS } from "./order_columns.ts";
import { PRODUCTS } from "./product_columns.ts";
import { USERS } from "./user_columns.ts";

const USER_SORTS = {
  createdAt: [{ name: "created_at", type: "timestamptz" }, { name: "user_id", type: "text" }],
  userId: [{ name: "user_id", type: "text" }],
} as const;
const PRODUCT_SORTS = {
  createdAt: [{ name: "created_at", type: "timestamptz" }, { name: "product_id", type: "text" }],
  orderCount: [{ name: "order_count", type: "bigint" }, { name: "product_id", type: "text" }],
  productId: [{ name: "product_id", type: "text" }],
} as const;
const ORDER_SORTS = {
  createdAt: [{ name: "created_at", type: "timestamptz" }, { name: "order_id", type: "text" }],
} as const;
const DAY_SORTS = { day: [{ name: "day", type: "date" }, { name: "category", type: "text" }] } as const;
const PENDING_SORTS = {
  receivedAt: [{ name: "received_at", type: "timestamptz" }, { name: "order_id", type: "text" }],
} as const;
const OUTBOX_SORTS = { id: [{ name: "id", type: "bigint" }] } as const;

/** A text that more names hold finds the orders of so many of them. */
const MOST_NAMED = 1_000;

export class PostgresShopLists implements ShopLists {
  constructor(private readonly sql: Sql) {}

  users({ grade, status, guest, q }: UserFilters, page: Parameters<ShopLists["users"]>[1]) {
    const { sql } = this;
    const where = [
      ...(grade ? [sql`grade = ${grade}`] : []),
      ...(status ? [sql`status = ${status}`] : []),
      ...(guest === undefined ? [] : [sql`is_guest = ${guest}`]),
      ...(q ? [sql`(user_id = ${q} or name ilike ${containing(q)} or email ilike ${containing(q)})`] : []),
    ];
    const fromRow = USERS.fromWholeRow.bind(USERS);
    return mapPostgresErrors(() =>
      keysetPage(sql, USER_SORTS, page, { select: sql`select * from users`, where, fromRow })
    );
  }

  products({ category, brand, goods, q }: ProductFilters, page: Parameters<ShopLists["products"]>[1]) {
    const { sql } = this;
    const where = [
      ...(category ? [sql`category = ${category}`] : []),
      ...(brand ? [sql`brand = ${brand}`] : []),
      ...(goods === undefined ? [] : [sql`is_goods = ${goods}`]),
      ...(q ? [sql`(product_id = ${q} or name ilike ${containing(q)})`] : []),
    ];
    const fromRow = PRODUCTS.fromWholeRow.bind(PRODUCTS);
    return mapPostgresErrors(() =>
      keysetPage(sql, PRODUCT_SORTS, page, { select: sql`select * from products`, where, fromRow })
    );
  }

  orders(filters: OrderFilters, page: Parameters<ShopLists["orders"]>[1]) {
    const { sql } = this;
    const { user, product, status, grade, category, day, from, to, q } = filters;
    return mapPostgresErrors(async () => {
      const named = q ? await this.#named(q) : null;
      const where = [
        ...(user ? [sql`user_id = ${user}`] : []),
        ...(product ? [sql`product_id = ${product}`] : []),
        ...(status ? [sql`status = ${status}`] : []),
        ...(category ? [sql`category = ${category}`] : []),
        ...(grade ? [sql`exists (select from users u where u.user_id = orders.user_id and u.grade = ${grade})`] : []),
        ...(day
          ? [sql`created_at >= ${day}::text::timestamp at time zone 'Asia/Seoul'
              and created_at < (${day}::text::date + 1)::timestamp at time zone 'Asia/Seoul'`]
          : []),
        ...(from ? [sql`created_at >= ${from}`] : []),
        ...(to ? [sql`created_at < ${to}`] : []),
        ...(named
          ? [sql`(order_id = ${q!} or invoice = ${q!} or user_id = any(${named.users}::text[])
              or product_id = any(${named.products}::text[]))`]
          : []),
      ];
      const fromRow = ORDERS.fromWholeRow.bind(ORDERS);
      return await keysetPage(sql, ORDER_SORTS, page, { select: sql`select * from orders`, where, fromRow });
    });
  }

  dailySales({ category, from, to }: DailySalesFilters, page: Parameters<ShopLists["dailySales"]>[1]) {
    const { sql } = this;
    const where = [
      ...(category ? [sql`category = ${category}`] : []),
      ...(from ? [sql`day >= ${from}::text::date`] : []),
      ...(to ? [sql`day <= ${to}::text::date`] : []),
    ];
    const select = sql`select day, category, lines, orders, units, amount from daily_sales`;
    const fromRow = ({ page_position: _, ...row }: Row) => row as unknown as DailySales;
    return mapPostgresErrors(() => keysetPage(sql, DAY_SORTS, page, { select, where, fromRow }));
  }

  pendingOrders({ order, user, product }: PendingFilters, page: Parameters<ShopLists["pendingOrders"]>[1]) {
    const { sql } = this;
    const where = [
      ...(order ? [sql`order_id = ${order}`] : []),
      ...(user ? [sql`user_id = ${user}`] : []),
      ...(product ? [sql`product_id = ${product}`] : []),
    ];
    const select = sql`
      select p.order_id, p.user_id, p.product_id, p.received_at,
        exists (select from users u where u.user_id = p.user_id) as has_user,
        exists (select from products g where g.product_id = p.product_id) as has_product
      from pending_orders p`;
    return mapPostgresErrors(() => keysetPage(sql, PENDING_SORTS, page, { select, where, fromRow: pendingFromRow }));
  }

  outbox({ topic, parked }: OutboxFilters, page: Parameters<ShopLists["outbox"]>[1]) {
    const { sql } = this;
    const where = [
      ...(topic ? [sql`topic = ${topic}`] : []),
      ...(parked === undefined ? [] : [parked ? sql`parked_at is not null` : sql`parked_at is null`]),
    ];
    const select = sql`
      select id, topic, key, coalesce(length(value), 0) as bytes, created_at, refusals, parked_at, refused_for
      from outbox`;
    return mapPostgresErrors(() => keysetPage(sql, OUTBOX_SORTS, page, { select, where, fromRow: outboxFromRow }));
  }

  /** First of all: with their ids the indexes of orders answer. */
  async #named(q: string): Promise<{ readonly users: string[]; readonly products: string[] }> {
    const { sql } = this;
    const [users, products] = await Promise.all([
      sql<{ ids: string[] }[]>`
        select coalesce(json_agg(user_id), '[]') as ids
        from (select user_id from users where name ilike ${containing(q)} limit ${MOST_NAMED}) u`,
      sql<{ ids: string[] }[]>`
        select coalesce(json_agg(product_id), '[]') as ids
        from (select product_id from products where name ilike ${containing(q)} limit ${MOST_NAMED}) p`,
    ]);
    return { users: [q, ...users[0]!.ids], products: [q, ...products[0]!.ids] };
  }
}

function pendingFromRow(row: Row): PendingOrder {
  return {
    orderId: row.order_id as string,
    userId: row.user_id as string,
    productId: row.product_id as string,
    waitsFor: [...(row.has_user ? [] : ["user"] as const), ...(row.has_product ? [] : ["product"] as const)],
    receivedAt: row.received_at as Date,
  };
}

function outboxFromRow(row: Row): OutboxEntry {
  return {
    id: row.id as number,
    topic: row.topic as string,
    key: row.key === null ? null : String(row.key),
    bytes: row.bytes as number,
    createdAt: row.created_at as Date,
    refusals: row.refusals as number,
    parkedAt: row.parked_at as Date | null,
    cause: row.refused_for as string | null,
  };
}

function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
}
