import { fileURLToPath } from "node:url";
import type { Sql } from "../../adapters/postgres/connect.ts";
import { Migrations } from "../../adapters/postgres/migrations.ts";
import { assetUrl } from "../../adapters/system/asset_url.ts";

/** The migrations of the shop's database; their files stand beside the code, wherever the process was started. */
export function openMigrations(sql: Sql): Migrations {
  const folder = fileURLToPath(assetUrl("migrations/main"));
  return new Migrations(sql, folder.replaceAll("\\", "/"));
}
