import { checkMigrations, type MigrationsCheck } from "../../adapters/postgres/core/check_migrations.ts";
import { migrationsFolder } from "../wiring/engines/migrations.ts";
import { openScratch } from "./open_scratch.ts";
import type { Process } from "../wiring/process/run_process.ts";
import type { Arguments } from "./arguments.ts";
import { inEach, openDatabases, type OpenedDatabase } from "./open_databases.ts";
import { printChecks } from "./print_checks.ts";

export async function checkDatabases(
  process: Process,
  { database: only, ignore, json }: Pick<Arguments, "database" | "ignore" | "json">,
): Promise<number> {
  const checks = await inEach(await openDatabases(process, only), async (opened) => ({
    database: opened.database,
    ...await check(opened, ignore),
  }));
  printChecks(checks, json);
  return checks.every(({ drift, strays }) => drift.length + strays.length === 0) ? 0 : 1;
}

async function check({ database, config, sql }: OpenedDatabase, ignore: readonly string[]): Promise<MigrationsCheck> {
  await using scratch = await openScratch(config);
  const found = await checkMigrations(sql, scratch.sql, migrationsFolder(database));
  return { ...found, drift: found.drift.filter(({ kind, name }) => !ignore.includes(`${kind} ${name}`)) };
}
