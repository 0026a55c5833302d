import { openTable } from "../open_table.ts";
import type { Table, TableOptions, TableRow } from "../table.ts";
import { UnusableFile } from "../unusable_file.ts";

/** Files by the columns that only they have. */
const ROLES = {
  items: ["order_id", "order_item_id", "product_id"],
  orders: ["order_id", "order_purchase_timestamp"],
  customers: ["customer_id", "customer_unique_id"],
  payments: ["order_id", "payment_type"],
  translations: ["product_category_name", "product_category_name_english"],
  products: ["product_id", "product_category_name"],
} as const;

type Role = keyof typeof ROLES;

/** What each order line gets, in this order. */
const JOINED = [
  "order_purchase_timestamp",
  "order_status",
  "customer_unique_id",
  "customer_state",
  "payment_type",
  "product_category_name_english",
] as const;

/**
 * Order items with what the other files of Olist tell of their order, product and buyer. All but the items are kept in
 * memory: 100,000 orders take some 60 MB. Throws `UnusableFile`.
 *
 * @param paths in any order; files of other columns are passed over
 */
export async function olistTables(paths: readonly string[], name: string): Promise<() => Promise<Table>> {
  const files = await rolesOf(paths);
  const items = files.get("items");
  if (!items) throw new UnusableFile(name, "none of its files has order items; name one file of another export");
  const find = await joins(files);
  return async () => {
    const table = await openTable(items, HEADER_FIRST);
    const [order, product] = ["order_id", "product_id"].map((column) => table.header.indexOf(column));
    return {
      ...table,
      shape: { ...table.shape, name },
      header: [...table.header, ...JOINED],
      rows: joined(table.rows, (row) => find(row[order!] ?? "", row[product!] ?? "")),
    };
  };
}

/** CSV files of a directory, by name. Throws `UnusableFile`. */
export async function tablesIn(directory: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name, isFile } of Deno.readDir(directory)) {
    if (isFile && /\.(csv|csv\.gz)$/i.test(name)) names.push(name);
  }
  if (names.length === 0) throw new UnusableFile(directory, "it is a directory without CSV files; name a file");
  return names.sort().map((name) => `${directory}/${name}`);
}

const HEADER_FIRST: TableOptions = {};

async function rolesOf(paths: readonly string[]): Promise<ReadonlyMap<Role, string>> {
  const files = new Map<Role, string>();
  for (const path of paths) {
    const table = await openTable(path, HEADER_FIRST);
    await table.close();
    const role = (Object.keys(ROLES) as Role[]).find((role) =>
      ROLES[role].every((column) => table.header.includes(column))
    );
    if (role === undefined) continue;
    const other = files.get(role);
    if (other !== undefined) throw new UnusableFile(path, `it has the same columns as ${other}; name one of them`);
    files.set(role, path);
  }
  return files;
}

async function joins(files: ReadonlyMap<Role, string>) {
  const load = (role: Role, key: string, columns: readonly string[]) => mapOf(files.get(role), key, columns);
  const orders = await load("orders", "order_id", ["order_purchase_timestamp", "order_status", "customer_id"]);
  const customers = await load("customers", "customer_id", ["customer_unique_id", "customer_state"]);
  const payments = await load("payments", "order_id", ["payment_type"]);
  const products = await load("products", "product_id", ["product_category_name"]);
  const translations = await load("translations", "product_category_name", ["product_category_name_english"]);
  return (orderId: string, productId: string): string[] => {
    const [purchased = "", status = "", customer = ""] = orders.get(orderId) ?? [];
    const [unique = customer, state = ""] = customers.get(customer) ?? [];
    const [category = ""] = products.get(productId) ?? [];
    const [payment = ""] = payments.get(orderId) ?? [];
    return [purchased, status, unique, state, payment, translations.get(category)?.[0] ?? category];
  };
}

/** The first row of each key counts. Equal texts are kept once. */
async function mapOf(path: string | undefined, key: string, columns: readonly string[]) {
  const rows = new Map<string, readonly string[]>();
  if (path === undefined) return rows;
  const texts = new Map<string, string>();
  const once = (text: string) => texts.get(text) ?? (texts.set(text, text), text);
  const table = await openTable(path, HEADER_FIRST);
  const positions = [key, ...columns].map((column) => table.header.indexOf(column));
  for await (const { row, fault } of table.rows) {
    if (fault !== undefined) continue;
    const [id = "", ...values] = positions.map((position) => row[position] ?? "");
    if (!rows.has(id)) rows.set(id, values.map(once));
  }
  return rows;
}

async function* joined(
  rows: AsyncIterable<TableRow>,
  find: (row: readonly string[]) => string[],
): AsyncGenerator<TableRow> {
  for await (const row of rows) yield { ...row, row: [...row.row, ...find(row.row)] };
}
