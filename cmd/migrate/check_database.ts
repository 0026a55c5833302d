import { checkMigrations, type MigrationsCheck } from "../../adapters/postgres/check_migrations.ts";
import { migrationsFolder } from "../wiring/open_migrations.ts";
import { openScratch } from "../wiring/open_scratch.ts";
import type { Process } from "../wiring/run_process.ts";
import type { Arguments } from "./arguments.ts";
import type { MigratedDatabase } from "./databases.ts";
import { printCheck } from "./print_check.ts";

/** Compares a database with what its migrations make; gives the exit status. */
export async function checkDatabase(
  process: Process,
  database: MigratedDatabase,
  { ignore, json }: Pick<Arguments, "ignore" | "json">,
): Promise<number> {
  const live = await database.open(process);
  await using scratch = await openScratch(database.config(process));
  const found = await checkMigrations(live, scratch.sql, migrationsFolder(database.name));
  const check: MigrationsCheck = {
    ...found,
    drift: found.drift.filter(({ kind, name }) => !ignore.includes(`${kind} ${name}`)),
  };
  printCheck(database.name, check, json);
  return check.drift.length + check.strays.length === 0 ? 0 : 1;
}
