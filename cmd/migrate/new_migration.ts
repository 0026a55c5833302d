import { migrationsFolder } from "../wiring/engines/migrations.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { Arguments } from "./arguments.ts";
import { writeMigration } from "./write_migration.ts";

/** Writes the next migration's two files beside the others. */
export async function newMigration(
  { database = "main", name, json }: Pick<Arguments, "database" | "name" | "json">,
): Promise<void> {
  // What is packed into a program can't be written to.
  if (Deno.build.standalone || !import.meta.url.endsWith(".ts")) {
    throw new WrongSettings(["new writes source files: run deno task migrate new in the project's folder"]);
  }
  const written = await writeMigration(migrationsFolder(database), name);
  if (json) return console.log(JSON.stringify({ database, ...written }));
  for (const file of written.files) console.log(file);
}
