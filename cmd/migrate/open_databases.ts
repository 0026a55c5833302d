import { identifyDatabase } from "../../adapters/postgres/sourcing/identify_database.ts";
import { mapPostgresErrors } from "../../adapters/postgres/core/map_errors.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { type DatabaseName, DATABASES } from "../../application/sourcing/one_database.ts";
import type { DatabaseConfig } from "../wiring/config/database_config.ts";
import type { MigratedDatabase } from "../wiring/engines/migrations.ts";
import { openDatabase, openServer } from "../wiring/engines/postgres.ts";
import { requireApart } from "../wiring/open_sourcing.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

export interface OpenedDatabase {
  readonly database: MigratedDatabase;
  readonly config: DatabaseConfig;
  readonly sql: Sql;
}

/** In the order of migration. Embedded ones of sourcing are missing: they are migrated when they are opened. */
export async function openDatabases(
  process: Process,
  only: MigratedDatabase | undefined,
): Promise<OpenedDatabase[]> {
  const { sourcing, database: config } = process.config;
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
    opened.push({ database: "main", config, sql: await openDatabase(process, "migrate", { empty: true }) });
  }
  const all = [...opened, ...apart];
  await Promise.all(all.map(requireUtf8));
  return all;
}

/** Another encoding refuses Hangul as somebody registers, or cuts names by their bytes. Throws `WrongSettings`. */
async function requireUtf8({ database, sql }: OpenedDatabase): Promise<void> {
  const [row] = await mapPostgresErrors(() =>
    sql<{ name: string; encoding: string }[]>`
      select current_database() as name, current_setting('server_encoding') as encoding`
  );
  const { name, encoding } = row!;
  if (encoding === "UTF8") return;
  throw new WrongSettings([
    `the ${database} database, ${name}, has the encoding ${encoding}: expected UTF8, made by ` +
    `create database "${name}" encoding 'UTF8' template template0`,
  ]);
}

/** One after the other: a failure names its database, and leaves those behind it as they were. */
export async function inEach<T>(
  databases: readonly OpenedDatabase[],
  work: (database: OpenedDatabase) => Promise<T>,
): Promise<T[]> {
  const done: T[] = [];
  for (const each of databases) {
    try {
      done.push(await work(each));
    } catch (error) {
      throw new Error(`the ${each.database} database: ${reasonOf(error)}`, { cause: error });
    }
  }
  return done;
}

async function openThree(
  process: Process,
  wanted: (name: MigratedDatabase) => boolean,
): Promise<OpenedDatabase[]> {
  const { databases } = process.config.sourcing;
  if (databases === null) return [];
  const opened = await Promise.all(
    DATABASES.filter(wanted).map(async (database) => {
      const { sql } = await openServer(process, databases[database], { name: "migrate" });
      process.closing.defer(() => sql.end({ timeout: 5 }));
      return { database, config: databases[database], sql };
    }),
  );
  const identities: Partial<Record<DatabaseName, Awaited<ReturnType<typeof identifyDatabase>>>> = {};
  for (const { database, sql } of opened) {
    identities[database] = await identifyDatabase(sql).catch((error) => {
      throw new Error(`the ${database} database: ${reasonOf(error)}`, { cause: error });
    });
  }
  requireApart(identities);
  return opened;
}
