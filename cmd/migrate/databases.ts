import type { Sql } from "../../adapters/postgres/connect.ts";
import type { MigratedDatabase as DatabaseName } from "../wiring/open_migrations.ts";
import type { DatabaseConfig } from "../wiring/database_config.ts";
import { openStore } from "../wiring/open_store.ts";
import type { Process } from "../wiring/run_process.ts";
import { WrongSettings } from "../wiring/settings.ts";

/** A database that has migrations. */
export interface MigratedDatabase {
  readonly name: DatabaseName;
  readonly config: (process: Process) => DatabaseConfig;
  readonly open: (process: Process) => Promise<Sql>;
}

const DATABASES: readonly MigratedDatabase[] = [
  { name: "main", config: ({ config }) => config.database, open: (process) => openStore(process, "migrate") },
];

/** @throws WrongSettings for a name that is none of a database */
export function databaseNamed(name: string): MigratedDatabase {
  const database = DATABASES.find((each) => each.name === name);
  if (database) return database;
  const names = DATABASES.map((each) => each.name).join(", ");
  throw new WrongSettings([`--database is "${name}": expected ${names}`]);
}
