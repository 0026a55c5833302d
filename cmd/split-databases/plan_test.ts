import { assertEquals } from "@std/assert";
import type { Catalog, ColumnShape, TableShape } from "./catalog.ts";
import { planSplit } from "./plan.ts";

const column = (name: string, type = "uuid", more: Partial<ColumnShape> = {}): ColumnShape => ({
  name,
  type,
  isEnum: false,
  optional: false,
  generated: false,
  ...more,
});
const table = (name: string, columns: readonly ColumnShape[], key: readonly string[] = ["id"]): TableShape => ({
  name,
  columns,
  key,
  rows: 10,
  bytes: 8_192,
  blocks: 1,
});
const catalog = (tables: readonly TableShape[], more: Partial<Catalog> = {}): Catalog => ({
  tables,
  foreignKeys: [],
  sequences: [],
  others: [],
  ...more,
});

const ITEMS = table("supplier_item_raw", [column("id")]);
const PRODUCTS = table("products", [column("id"), column("supplier_item_id")]);

Deno.test("planSplit moves what both sides have, says what stays empty, and names references that become loose", () => {
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

Deno.test("planSplit finds references in old foreign keys that nobody knew, and leaves those within a database alone", () => {
  const listings = table("market_listings", [column("id"), column("item"), column("account")]);
  const foreignKeys = [
    { name: "a", table: "market_listings", columns: ["item"], toTable: "supplier_item_raw", toColumns: ["id"] },
    { name: "b", table: "market_listings", columns: ["account"], toTable: "market_accounts", toColumns: ["id"] },
    { name: "c", table: "Legacy", columns: ["item"], toTable: "supplier_item_raw", toColumns: ["id"] },
  ];
  const plan = planSplit(catalog([listings, ITEMS], { foreignKeys }), {});
  assertEquals(plan.references.map(({ table, column }) => `${table}.${column}`), ["market_listings.item"]);
});

Deno.test("planSplit names everything that would be left behind, but no program's history of migrations", () => {
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
  assertEquals(plan.moves[0]!.columns.find(({ name }) => name === "seen"), { name: "seen", cast: "bigint" });
});

Deno.test("planSplit tells rows apart by the key alone where both sides have the same one", () => {
  const keyOf = (old: readonly string[], next: readonly string[]) =>
    planSplit(
      catalog([table("supplier_item_raw", [column("id")], old)]),
      { source: catalog([table("supplier_item_raw", [column("id")], next)]) },
      { only: ["source"] },
    ).moves[0]!.key;
  assertEquals([keyOf(["id"], ["id"]), keyOf([], ["id"]), keyOf(["id"], ["id", "at"])], [["id"], [], []]);
});
