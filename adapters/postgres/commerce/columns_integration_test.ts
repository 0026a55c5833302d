import { assertEquals } from "@std/assert";
import type { Order } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { Samples } from "../../../testing/fixtures/commerce_samples.ts";
import type { Sql } from "../core/connect.ts";
import { copyChunks, copyRows } from "../core/copy_rows.ts";
import { Table } from "../core/table.ts";
import { ORDERS } from "./order_columns.ts";
import { recordOwnDeltas } from "./order_deltas.ts";
import { PRODUCTS } from "./product_columns.ts";
import { USERS } from "./user_columns.ts";

const AT = new Date("2026-03-02T03:04:05.678Z");
const TEXT = 'tab\t"quote"\\ 첫 줄\n둘째 \\N 🦉';
const sample = new Samples("columns");
const FULL_USER = sample.user({
  name: TEXT,
  gender: "F",
  age: 33,
  birthYear: 1993,
  address: TEXT,
  addressDistrict: "성동구",
  email: "a@b.kr",
  grade: "GOLD",
  status: "DORMANT",
  lastLoginAt: AT,
  marketingAgree: true,
  lastOrderedAt: AT,
  randomSeed: 0.1 + 0.2,
  isGuest: true,
});
const BARE_USER = sample.user({
  gender: null,
  age: null,
  birthYear: null,
  email: null,
  lastLoginAt: null,
  marketingAgree: false,
  lastOrderedAt: null,
  isGuest: false,
});
const FULL_PRODUCT = sample.product({
  name: TEXT,
  brand: "",
  isBest: true,
  isGoods: false,
  rating: 4.7,
  orderCount: 3,
});
const BARE_PRODUCT = sample.product({ isBest: false, isGoods: true, discountRate: 0 });
const FULL_ORDER = sample.order(FULL_USER, FULL_PRODUCT, {
  quantity: -2,
  totalAmount: -2_147_483_647,
  shippingCost: 3_000,
  discountAmount: 1_500,
  category: TEXT.slice(0, 50),
  userName: TEXT,
  userRegion: "서울특별시",
  userGender: "F",
  userAgeGroup: "30s",
  createdAt: AT,
  selection: { score: 1.25, factors: [{ name: TEXT, value: 1e-7 }] },
});
const BARE_ORDER = sample.order(BARE_USER, BARE_PRODUCT);

async function assertKept<T extends object>(sql: Sql, table: Table<T>, values: readonly T[], write: "insert" | "copy") {
  await sql.begin(async (scope) => {
    // Orders by hand are completed otherwise.
    await recordOwnDeltas(scope);
    if (write === "insert") assertEquals(await table.insertNew(scope, values), values.length);
    else await copyRows(scope, table, copyChunks(table, values));
    for (const value of values) {
      const id = value[table.keyField] as string;
      const { createdDatetime, updatedDatetime, ...found } = (await table.find(scope, id))!;
      assertEquals(found as unknown as T, value);
      assertEquals([createdDatetime instanceof Date, updatedDatetime instanceof Date], [true, true]);
    }
  });
}

for (const write of ["insert", "copy"] as const) {
  Deno.test(`every column of users, products and orders comes back as it went in by ${write}`, async () => {
    await using database = await temporaryDatabase();
    const { sql } = database;
    await assertKept<User>(sql, USERS, [FULL_USER, BARE_USER], write);
    await assertKept<Product>(sql, PRODUCTS, [FULL_PRODUCT, BARE_PRODUCT], write);
    await assertKept<Order>(sql, ORDERS, [FULL_ORDER, BARE_ORDER], write);
  });
}

Deno.test("change writes every field of an order, a user and a product", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await USERS.insertNew(sql, [FULL_USER, BARE_USER]);
  await PRODUCTS.insertNew(sql, [FULL_PRODUCT, BARE_PRODUCT]);
  await ORDERS.insertNew(sql, [BARE_ORDER]);
  const { orderId: _, ...order } = FULL_ORDER;
  const { userId: __, ...user } = FULL_USER;
  const { productId: ___, ...product } = FULL_PRODUCT;
  const changed = await sql.begin(async (sql) => [
    ORDERS.toRow((await ORDERS.change(sql, BARE_ORDER.orderId, order))!),
    USERS.toRow((await USERS.change(sql, BARE_USER.userId, user))!),
    PRODUCTS.toRow((await PRODUCTS.change(sql, BARE_PRODUCT.productId, product))!),
  ]);
  assertEquals(changed, [
    ORDERS.toRow({ ...FULL_ORDER, orderId: BARE_ORDER.orderId }),
    USERS.toRow({ ...FULL_USER, userId: BARE_USER.userId }),
    PRODUCTS.toRow({ ...FULL_PRODUCT, productId: BARE_PRODUCT.productId }),
  ]);
});

Deno.test("an order's table without one of its columns does not compile", () => {
  const { discountAmount: _, ...forgotten } = ORDERS.of;
  const { name, schema, filled } = ORDERS;
  // @ts-expect-error: the table has no column for `discountAmount`
  const table = new Table<Order>({ name, key: "orderId", schema, columns: forgotten, filled });
  assertEquals(table.names.length, ORDERS.names.length - 1);
});
