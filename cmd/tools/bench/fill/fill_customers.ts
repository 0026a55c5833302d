import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import { fillShop } from "../sink_orders.ts";

const MIN_PRODUCTS = 2_000;
const CUSTOMERS_PER_PRODUCT = 100;

/** A shop that has been open for a while, without its orders: every other customer has bought. */
export async function fillCustomers(sql: Sql, users: number): Promise<void> {
  await fillShop(sql, { users, products: productsFor(users) }, { bought: true });
}

/** A larger shop sells more things. */
export function productsFor(users: number): number {
  return Math.max(MIN_PRODUCTS, users / CUSTOMERS_PER_PRODUCT);
}
