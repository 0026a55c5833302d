import { assertEquals } from "@std/assert";
import { Migrations } from "../../adapters/postgres/core/migrations.ts";
import { readCatalog } from "../../adapters/postgres/core/read_catalog.ts";
import { migrationsFolder } from "../wiring/engines/migrations.ts";
import { draftMigration, MODELLED_TABLES } from "./draft_migration.ts";
import { openScratch } from "./open_scratch.ts";

Deno.test("the migrations make the columns that the model has; a draft for another one runs, and runs back", async () => {
  await using scratch = await openScratch({ kind: "embedded" });
  const { sql } = scratch;
  await new Migrations(sql, migrationsFolder("main")).up();
  const columns = async () => await readCatalog(sql, ["public"]);
  const before = await columns();
  assertEquals(draftMigration(MODELLED_TABLES, before), null);

  const grown = MODELLED_TABLES.map((table) =>
    table.name !== "orders" ? table : {
      ...table,
      columns: [
        ...table.columns.filter(({ name }) => name !== "discount_amount"),
        { name: "gift_note", type: "text", isNullable: true },
      ],
    }
  );
  const draft = draftMigration(grown, before)!;
  for (const statement of draft.do) await sql.unsafe(statement);
  assertEquals(draftMigration(grown, await columns()), null);
  for (const statement of draft.undo) await sql.unsafe(statement);
  assertEquals(await columns(), before);
});
