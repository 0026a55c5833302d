import { identifyDatabase } from "../../adapters/postgres/sourcing/identify_database.ts";
import type { Migration, Migrations } from "../../adapters/postgres/migrations.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { type DatabaseName, DATABASES } from "../../application/sourcing/one_database.ts";
import { type MigratedDatabase, openMigrations } from "../wiring/open_migrations.ts";
import { connectServer, requireApart } from "../wiring/open_sourcing.ts";
import { openStore } from "../wiring/open_store.ts";
import type { Process } from "../wiring/run_process.ts";
import { WrongSettings } from "../wiring/settings.ts";

export const MIGRATED_DATABASES: readonly MigratedDatabase[] = ["main", ...DATABASES];

/** One database and its migrations. */
export interface OpenedDatabase {
  readonly database: MigratedDatabase;
  readonly migrations: Migrations;
}

/** What was done in one database, and where it stands now. */
export interface Migrated {
  readonly database: MigratedDatabase;
  readonly changed: readonly Migration[];
  readonly migrations: readonly Migration[];
}

/**
 * The databases to migrate, in the order in which that is done: the shop's, then source, dropship, market where their
 * addresses are set. Embedded ones of sourcing are migrated when they are opened.
 */
export async function openDatabases(process: Process, only: string | undefined): Promise<OpenedDatabase[]> {
  const { sourcing } = process.config;
  if (only !== undefined && !MIGRATED_DATABASES.some((name) => name === only)) {
    throw new WrongSettings([`--database is "${only}": expected ${MIGRATED_DATABASES.join(", ")}`]);
  }
  if (only !== undefined && only !== "main" && sourcing.databases === null) {
    throw new WrongSettings([
      `--database is ${only}, but SOURCE_DATABASE_URL, DROPSHIP_DATABASE_URL and MARKET_DATABASE_URL are not set: ` +
      "the embedded databases are migrated when they are opened",
    ]);
  }
  const wanted = (name: MigratedDatabase) => only === undefined || only === name;
  const opened: OpenedDatabase[] = [];
  const apart = await openThree(process, wanted);
  if (wanted("main")) {
    opened.push({ database: "main", migrations: openMigrations(await openStore(process, "migrate")) });
  }
  return [...opened, ...apart];
}

/** Does the same in each database in turn. A failure names its database, and leaves those behind it as they were. */
export async function migrateDatabases(
  databases: readonly OpenedDatabase[],
  work: (migrations: Migrations) => Promise<readonly Migration[]>,
): Promise<Migrated[]> {
  const done: Migrated[] = [];
  for (const { database, migrations } of databases) {
    try {
      done.push({ database, changed: await work(migrations), migrations: await migrations.status() });
    } catch (error) {
      throw new Error(`the ${database} database: ${reasonOf(error)}`, { cause: error });
    }
  }
  return done;
}

async function openThree(
  { config, closing }: Process,
  wanted: (name: MigratedDatabase) => boolean,
): Promise<OpenedDatabase[]> {
  const { databases } = config.sourcing;
  if (databases === null) return [];
  const opened = DATABASES.filter(wanted).map((database) => {
    const sql = connectServer(databases[database], "migrate");
    closing.defer(() => sql.end({ timeout: 5 }));
    return { database, sql };
  });
  const identities: Partial<Record<DatabaseName, Awaited<ReturnType<typeof identifyDatabase>>>> = {};
  for (const { database, sql } of opened) {
    identities[database] = await identifyDatabase(sql).catch((error) => {
      throw new Error(`the ${database} database: ${reasonOf(error)}`, { cause: error });
    });
  }
  requireApart(identities);
  return opened.map(({ database, sql }) => ({ database, migrations: openMigrations(sql, database) }));
}
