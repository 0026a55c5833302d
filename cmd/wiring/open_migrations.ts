import { fileURLToPath } from "node:url";
import type { Sql } from "../../adapters/postgres/connect.ts";
import { Migrations } from "../../adapters/postgres/migrations.ts";

/** The migrations of the shop's database; their files stand beside the code, wherever the process was started. */
export function openMigrations(sql: Sql): Migrations {
  const folder = fileURLToPath(new URL("../../migrations/main", import.meta.url));
  return new Migrations(sql, folder.replaceAll("\\", "/"));
}
