import { dataFilesIn } from "../byte_source.ts";
import { openTable } from "../open_table.ts";
import type { Table, TableRow } from "../table.ts";
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

/** A file, or one in a zip. */
export interface TablePart {
  readonly path: string;
  readonly entry: string | null;
}

/** What is kept of the joined files together, in characters: ten times what Olist's own have. */
const MOST_KEPT = 200_000_000;

/**
 * Order items with what the other files of Olist tell of their order, product and buyer. All but the items are kept in
 * memory: 100,000 orders take some 60 MB. Throws `UnusableFile`.
 *
 * @param parts in any order; files of other columns are passed over
 */
export async function olistTables(parts: readonly TablePart[], name: string): Promise<() => Promise<Table>> {
  const files = await rolesOf(parts);
  const items = files.get("items");
  if (!items) {
    const named = parts.slice(0, 10).map(nameOf).join(", ") + (parts.length > 10 ? ", …" : "");
    throw new UnusableFile(
      name,
      `it has ${parts.length} files (${named}), and none is Olist's order items; give one file of another export`,
    );
  }
  const find = await joins(files, name);
  return async () => {
    const table = await openPart(items);
    const [order, product] = ["order_id", "product_id"].map((column) => table.header.indexOf(column));
    return {
      ...table,
      shape: { ...table.shape, name },
      header: [...table.header, ...JOINED],
      rows: joined(table.rows, (row) => find(row[order!] ?? "", row[product!] ?? "")),
    };
  };
}

/** Of a zip with several tables; none of anything else. Throws `UnusableFile`. */
export async function tablesInZip(path: string): Promise<readonly TablePart[]> {
  const entries = await dataFilesIn(path);
  return entries.length > 1 ? entries.map((entry) => ({ path, entry })) : [];
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

function openPart({ path, entry }: TablePart): Promise<Table> {
  return openTable(path, { entry });
}

function nameOf({ path, entry }: TablePart): string {
  return entry ?? path;
}

async function rolesOf(parts: readonly TablePart[]): Promise<ReadonlyMap<Role, TablePart>> {
  const files = new Map<Role, TablePart>();
  for (const part of parts) {
    const table = await openPart(part);
    await table.close();
    const role = (Object.keys(ROLES) as Role[]).find((role) =>
      ROLES[role].every((column) => table.header.includes(column))
    );
    if (role === undefined) continue;
    const other = files.get(role);
    if (other !== undefined) {
      throw new UnusableFile(nameOf(part), `it has the same columns as ${nameOf(other)}; give one of them`);
    }
    files.set(role, part);
  }
  return files;
}

async function joins(files: ReadonlyMap<Role, TablePart>, name: string) {
  let kept = 0;
  const keep = (characters: number) => {
    kept += characters;
    if (kept > MOST_KEPT) throw new UnusableFile(name, "its files are too large to be joined; divide them by order");
  };
  const load = (role: Role, key: string, columns: readonly string[]) => mapOf(files.get(role), key, columns, keep);
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
async function mapOf(
  part: TablePart | undefined,
  key: string,
  columns: readonly string[],
  keep: (characters: number) => void,
) {
  const rows = new Map<string, readonly string[]>();
  if (part === undefined) return rows;
  const texts = new Map<string, string>();
  const once = (text: string) => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    keep(text.length);
    texts.set(text, text);
    return text;
  };
  const table = await openPart(part);
  const positions = [key, ...columns].map((column) => table.header.indexOf(column));
  for await (const { row, fault } of table.rows) {
    if (fault !== undefined) continue;
    const [id = "", ...values] = positions.map((position) => row[position] ?? "");
    if (rows.has(id)) continue;
    keep(id.length + 10 * values.length);
    rows.set(id, values.map(once));
  }
  return rows;
}

async function* joined(
  rows: AsyncIterable<TableRow>,
  find: (row: readonly string[]) => string[],
): AsyncGenerator<TableRow> {
  for await (const row of rows) yield { ...row, row: [...row.row, ...find(row.row)] };
}
