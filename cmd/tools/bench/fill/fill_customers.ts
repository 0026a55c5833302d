import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import { fillShop } from "../sink_orders.ts";

const MIN_PRODUCTS = 2_000;
const CUSTOMERS_PER_PRODUCT = 100;

export async function fillCustomers(sql: Sql, users: number): Promise<void> {
  await fillShop(sql, { users, products: productsFor(users) }, { bought: true });
}

export function productsFor(users: number): number {
  return Math.max(MIN_PRODUCTS, users / CUSTOMERS_PER_PRODUCT);
}
