import { assertEquals } from "@std/assert";
import type { CatalogEntry } from "../../adapters/postgres/core/read_catalog.ts";
import { draftMigration, type ModelledTable } from "./draft_migration.ts";

const column = (name: string, definition: string): CatalogEntry => ({ kind: "column", name, of: null, definition });
const FRUITS: ModelledTable = {
  name: "fruits",
  columns: [{ name: "id", type: "text", isNullable: false }, { name: "taste", type: "text", isNullable: true }],
  others: ["created"],
};
const MIGRATED = [
  column("fruits.id", "character varying(50) not null"),
  column("fruits.taste", "text"),
  column("fruits.created", "timestamp with time zone"),
  column("trees.height", "integer"),
];

Deno.test("draftMigration drafts nothing where model and tables agree", () => {
  assertEquals(draftMigration([FRUITS], MIGRATED), null);
});

Deno.test("draftMigration adds what only the model has, and takes it back", () => {
  const weight = { name: "weight", type: "int", isNullable: true };
  const ripe = { name: "ripe", type: "boolean", isNullable: false };
  const grown = { ...FRUITS, columns: [...FRUITS.columns, weight, ripe] };
  assertEquals(draftMigration([grown], MIGRATED), {
    do: [
      "alter table fruits add column weight int;",
      "-- fruits.ripe needs a default where the table has rows.",
      "alter table fruits add column ripe boolean not null;",
    ],
    undo: ["alter table fruits drop column weight;", "alter table fruits drop column ripe;"],
  });
});

Deno.test("draftMigration drops what only the tables have, and brings it back as it was", () => {
  const migrated = [...MIGRATED, column("fruits.stones", "integer not null default 0")];
  assertEquals(draftMigration([FRUITS], migrated), {
    do: ["alter table fruits drop column stones;"],
    undo: ["alter table fruits add column stones integer not null default 0;"],
  });
});
