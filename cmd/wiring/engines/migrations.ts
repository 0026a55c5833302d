import { fileURLToPath } from "node:url";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { MigrationFailed, Migrations } from "../../../adapters/postgres/core/migrations.ts";
import { WrongSettings } from "../config/settings.ts";
import { assetUrl } from "../../../adapters/system/asset_url.ts";

/** Each path is literal, so that compiling and bundling find it. */
const FOLDERS = {
  main: () => assetUrl("migrations/main"),
  source: () => assetUrl("migrations/source"),
  dropship: () => assetUrl("migrations/dropship"),
  market: () => assetUrl("migrations/market"),
} as const;

export type MigratedDatabase = keyof typeof FOLDERS;

export function openMigrations(sql: Sql, database: MigratedDatabase = "main"): Migrations {
  return new Migrations(sql, migrationsFolder(database));
}

/** Throws `WrongSettings` for a database that another release has migrated; does not wait for an unreachable one. */
export async function requireKnownSchema(sql: Sql, database: MigratedDatabase = "main"): Promise<void> {
  try {
    await openMigrations(sql, database).requireKnown();
  } catch (error) {
    if (error instanceof MigrationFailed) throw new WrongSettings([error.message]);
  }
}

export function migrationsFolder(database: MigratedDatabase): string {
  return fileURLToPath(FOLDERS[database]()).replaceAll("\\", "/");
}
