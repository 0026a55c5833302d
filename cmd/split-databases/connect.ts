import type { Sql } from "../../adapters/postgres/core/connect.ts";
import type { Migrations } from "../../adapters/postgres/core/migrations.ts";
import { type DatabaseIdentity, identifyDatabase } from "../../adapters/postgres/sourcing/identify_database.ts";
import type { SplitDatabase } from "../../domain/sourcing/placement.ts";
import { parseOldDatabase, type ServerDatabase } from "../wiring/config/database_config.ts";
import { readEnv, WrongSettings } from "../wiring/config/settings.ts";
import { VARIABLE_OF } from "../wiring/config/sourcing_config.ts";
import { openServer } from "../wiring/engines/postgres.ts";
import { openMigrations } from "../wiring/engines/migrations.ts";
import type { Process } from "../wiring/process/run_process.ts";
import type { SplitArguments } from "./arguments.ts";

export interface NewDatabase {
  readonly name: SplitDatabase;
  readonly sql: Sql;
  readonly migrations: Migrations;
}

export interface SplitDatabases {
  /** Its sessions can't write. */
  readonly old: Sql;
  /** In the order in which they are written. */
  readonly news: readonly NewDatabase[];
  /** The setting of each, for messages: "SOURCE_DATABASE_URL". */
  readonly settings: Readonly<Record<SplitDatabase | "old", string>>;
}

/** Beside those that copy: one connection holds the snapshot or the lock, one reads the catalogue. */
const BESIDES = 2;

/** Throws `WrongSettings`. */
export async function connectDatabases(
  process: Process,
  { from, only, parallel }: SplitArguments,
): Promise<SplitDatabases> {
  const { config, log, closing } = process;
  const source = parseOldDatabase(await readEnv(), from);
  const servers = config.sourcing.databases;
  if (!source || !servers) {
    throw new WrongSettings([
      ...(source ? [] : ["OLD_DATABASE_URL is not set: set it, or --from, to the database that is to be split"]),
      ...(servers ? [] : [
        "SOURCE_DATABASE_URL, DROPSHIP_DATABASE_URL and MARKET_DATABASE_URL are not set: the embedded databases take " +
        "no COPY, so a split needs databases on a server",
      ]),
    ]);
  }
  const open = async (database: ServerDatabase, readOnly: boolean) => {
    const max = parallel + BESIDES;
    const { sql } = await openServer(process, database, { max, name: "split-databases", bulk: true, readOnly });
    closing.defer(() => sql.end({ timeout: 5 }));
    return sql;
  };
  const [old, news] = await Promise.all([
    open(source, true),
    Promise.all(only.map(async (name) => {
      const sql = await open(servers[name], false);
      return { name, sql, migrations: openMigrations(sql, name) };
    })),
  ]);
  const named = [{ name: "old", sql: old }, ...news];
  const addresses = await Promise.all(
    named.map(async ({ name, sql }) => [name, addressOf(await identifyDatabase(sql))] as const),
  );
  log.info({ databases: Object.fromEntries(addresses) }, "databases connected");
  return { old, news, settings: { ...VARIABLE_OF, old: source.source } };
}

export function addressOf({ database, host }: DatabaseIdentity): string {
  return `${database} at ${host}`;
}
