import { fileURLToPath } from "node:url";
import type { Sql } from "../../adapters/postgres/connect.ts";
import { Migrations } from "../../adapters/postgres/migrations.ts";
import { assetUrl } from "../../adapters/system/asset_url.ts";

/** The migrations of the shop's database; their files stand beside the code, wherever the process was started. */
export function openMigrations(sql: Sql): Migrations {
  return new Migrations(sql, migrationsFolder("main"));
}

/** Where the files of a database stand, by the database's name in this program. */
export function migrationsFolder(database: string): string {
  return fileURLToPath(assetUrl(`migrations/${database}`)).replaceAll("\\", "/");
}
