import { z } from "zod";
import { ORDERS } from "../../adapters/postgres/commerce/order_columns.ts";
import { PRODUCTS } from "../../adapters/postgres/commerce/product_columns.ts";
import { USERS } from "../../adapters/postgres/commerce/user_columns.ts";
import type { CatalogEntry } from "../../adapters/postgres/core/read_catalog.ts";
import { SALES } from "../../adapters/postgres/store/sales.ts";
import { STORES } from "../../adapters/postgres/store/stores.ts";

export interface ModelledTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly isNullable: boolean }[];
  readonly others: readonly string[];
}

export interface MigrationDraft {
  readonly do: readonly string[];
  readonly undo: readonly string[];
}

export const MODELLED_TABLES: readonly ModelledTable[] = [
  ...[USERS, PRODUCTS].map((table) => modelled(table.name, table, Object.values(table.filled))),
  modelled(ORDERS.name, ORDERS, [...Object.values(ORDERS.filled), "reversed"]),
  modelled(STORES.name, STORES, [...Object.values(STORES.filled), "hours_version", "hours_announced"]),
  modelled("sales", SALES, ["store_id", "received_at", "import_run"]),
];

/** `null` where model and tables agree. A renamed column is one dropped and one added. */
export function draftMigration(
  model: readonly ModelledTable[],
  catalog: readonly CatalogEntry[],
): MigrationDraft | null {
  const migrated = new Map(
    catalog.filter(({ kind }) => kind === "column").map(({ name, definition }) => [name, definition]),
  );
  const added = model.flatMap(({ name: table, columns }) =>
    columns.filter(({ name }) => !migrated.has(`${table}.${name}`)).map((column) => ({ table, ...column }))
  );
  const dropped = [...migrated].flatMap(([name, definition]) => {
    const table = model.find((each) => name.startsWith(`${each.name}.`));
    const column = name.slice(name.indexOf(".") + 1);
    const isKnown = !table || table.others.includes(column) || table.columns.some((each) => each.name === column);
    return isKnown ? [] : [{ table: table.name, column, definition }];
  });
  if (added.length + dropped.length === 0) return null;
  return {
    do: [
      ...added.flatMap(({ table, name, type, isNullable }) => [
        ...(isNullable ? [] : [`-- ${table}.${name} needs a default where the table has rows.`]),
        `alter table ${table} add column ${name} ${type}${isNullable ? "" : " not null"};`,
      ]),
      ...dropped.map(({ table, column }) => `alter table ${table} drop column ${column};`),
    ],
    undo: [
      ...dropped.map(({ table, column, definition }) => `alter table ${table} add column ${column} ${definition};`),
      ...added.map(({ table, name }) => `alter table ${table} drop column ${name};`),
    ],
  };
}

function modelled(
  name: string,
  { of, schema }: { readonly of: Readonly<Record<string, { name: string; type: string }>>; readonly schema: unknown },
  others: readonly string[],
): ModelledTable {
  const object = schema instanceof z.ZodReadonly ? schema.unwrap() : schema;
  const shape = object instanceof z.ZodObject ? object.shape : {};
  const columns = Object.entries(of).map(([field, { name, type }]) => {
    return { name, type, isNullable: shape[field]?.safeParse(null).success ?? true };
  });
  return { name, columns, others };
}
