import { assertEquals } from "@std/assert";
import { planSplit } from "./plan.ts";
import type { Catalog, ColumnShape, TableShape } from "./shapes.ts";

const column = (name: string, type = "uuid", more: Partial<ColumnShape> = {}): ColumnShape => ({
  name,
  type,
  isEnum: false,
  byText: false,
  optional: false,
  generated: false,
  required: true,
  defaultValue: null,
  ...more,
});
const table = (name: string, columns: readonly ColumnShape[], key: readonly string[] = ["id"]): TableShape => ({
  name,
  columns,
  key,
  rows: 10,
  bytes: 8_192,
  blocks: 1,
  isParent: false,
  sequences: [],
  attached: [],
  rules: [],
});
const catalog = (tables: readonly TableShape[], more: Partial<Catalog> = {}): Catalog => ({
  tables,
  foreignKeys: [],
  others: [],
  ...more,
});

const ITEMS = table("supplier_item_raw", [column("id")]);
const PRODUCTS = table("products", [column("id"), column("supplier_item_id")]);

Deno.test("planSplit moves what both sides have, says what stays empty, and names references that lose their foreign key", () => {
  const news = { source: catalog([ITEMS]), dropship: catalog([PRODUCTS]) };
  const plan = planSplit(catalog([PRODUCTS, ITEMS]), news, { only: ["source", "dropship"] });
  assertEquals(plan.moves.map(({ database, table }) => `${database}.${table}`), [
    "source.supplier_item_raw",
    "dropship.products",
  ]);
  assertEquals(plan.missing.length, 10);
  assertEquals(plan.references.map(({ table, column, toTable }) => [table, column, toTable]), [
    ["products", "supplier_item_id", "supplier_item_raw"],
  ]);
  assertEquals([plan.problems, plan.leftOut], [[], []]);
});

Deno.test("planSplit finds references in old foreign keys that are not listed, and ignores those within a database", () => {
  const listings = table("market_listings", [column("id"), column("item"), column("account")]);
  const keyOf = (table: string, column: string, toTable: string) => ({
    name: `${table} to ${toTable}`,
    table,
    columns: [column],
    toTable,
    toColumns: ["id"],
    validated: true,
  });
  const foreignKeys = [
    keyOf("market_listings", "item", "supplier_item_raw"),
    keyOf("market_listings", "account", "market_accounts"),
    keyOf("Legacy", "item", "supplier_item_raw"),
  ];
  const plan = planSplit(catalog([listings, ITEMS], { foreignKeys }), {});
  assertEquals(plan.references.map(({ table, column }) => `${table}.${column}`), ["market_listings.item"]);
});

Deno.test("planSplit names everything that would be left behind, except histories of migrations", () => {
  const old = catalog([
    table("supplier_item_raw", [column("id"), column("legacyCode", "text")]),
    table("Legacy Notes", [column("id")]),
    table("alembic_version", [column("version_num", "text")], []),
  ], { others: [{ kind: "view", name: "cheap" }] });
  assertEquals(planSplit(old, { source: catalog([ITEMS]) }, { only: ["source"] }).leftOut, [
    { kind: "column", name: "supplier_item_raw.legacyCode" },
    { kind: "table", name: "Legacy Notes" },
    { kind: "view", name: "cheap" },
  ]);
});

Deno.test("planSplit refuses columns that would lose values or must have some, and casts those that are wider", () => {
  const old = catalog([
    table("supplier_item_raw", [column("id"), column("seen", "integer"), column("size", "bigint")]),
  ]);
  const next = catalog([
    table("supplier_item_raw", [
      column("id"),
      column("seen", "bigint"),
      column("size", "integer"),
      column("hash", "text"),
      column("note", "text", { optional: true }),
      column("total", "bigint", { generated: true }),
    ]),
  ]);
  const plan = planSplit(old, { source: next }, { only: ["source"] });
  assertEquals(plan.problems, [
    "source: supplier_item_raw.size is integer, which can't hold every bigint of the old one",
    "source: supplier_item_raw.hash must have a value, and the old table has no such column",
  ]);
  assertEquals(plan.conversions, ["supplier_item_raw.seen: integer → bigint"]);
  assertEquals(plan.moves[0]!.columns.find(({ name }) => name === "seen"), {
    name: "seen",
    value: '"seen"::bigint',
    source: "seen",
    byText: false,
  });
});

Deno.test("planSplit takes the primary key where both sides have the same one", () => {
  const keyOf = (old: readonly string[], next: readonly string[]) =>
    planSplit(
      catalog([table("supplier_item_raw", [column("id")], old)]),
      { source: catalog([table("supplier_item_raw", [column("id")], next)]) },
      { only: ["source"] },
    ).moves[0]!.key;
  assertEquals([keyOf(["id"], ["id"]), keyOf([], ["id"]), keyOf(["id"], ["id", "at"])], [["id"], [], []]);
});
