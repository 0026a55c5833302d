import { Migrations } from "../../adapters/postgres/core/migrations.ts";
import { readCatalog } from "../../adapters/postgres/core/read_catalog.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { migrationsFolder } from "../wiring/engines/migrations.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { Arguments } from "./arguments.ts";
import { draftMigration, type MigrationDraft, MODELLED_TABLES } from "./draft_migration.ts";
import { openScratch } from "./open_scratch.ts";
import { writeMigration } from "./write_migration.ts";

export async function newMigration(
  { database = "main", name, json }: Pick<Arguments, "database" | "name" | "json">,
): Promise<void> {
  // What is packed into a program can't be written to.
  if (Deno.build.standalone || !import.meta.url.endsWith(".ts")) {
    throw new WrongSettings(["new writes source files: run deno task migrate new in the project's folder"]);
  }
  const folder = migrationsFolder(database);
  const draft = database === "main" ? () => draftFor(folder) : undefined;
  const written = await writeMigration(folder, name, draft);
  if (json) return console.log(JSON.stringify({ database, ...written }));
  for (const file of written.files) console.log(file);
}

/** Compares the model with what the migrations make of an empty embedded database, whatever is configured. */
async function draftFor(folder: string): Promise<MigrationDraft | null> {
  try {
    await using scratch = await openScratch({ kind: "embedded" });
    await new Migrations(scratch.sql, folder).up();
    return draftMigration(MODELLED_TABLES, await readCatalog(scratch.sql, ["public"]));
  } catch (error) {
    console.error(`nothing is drafted, since the migrations don't run: ${reasonOf(error)}`);
    return null;
  }
}
