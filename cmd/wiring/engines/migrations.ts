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

/** A check of health: every migration of this release is applied. Asks no more once they are. */
export function schemaCheck(sql: Sql, database: MigratedDatabase = "main"): () => Promise<void> {
  let isCurrent = false;
  return async () => {
    if (isCurrent) return;
    const missing = (await openMigrations(sql, database).status()).filter(({ appliedAt }) => appliedAt === null);
    if (missing.length > 0) throw new SchemaBehind(missing.map(({ version, name }) => `${version} ${name}`));
    isCurrent = true;
  };
}

/** For the answer of health; an unreachable database is another check's to explain. */
export function explainSchema(error: unknown): { readonly code: string; readonly remedy: string } | null {
  return error instanceof SchemaBehind ? { code: "schema_behind", remedy: "run `deno task migrate`" } : null;
}

class SchemaBehind extends Error {
  constructor(missing: readonly string[]) {
    super(`migrations are not applied: ${missing.slice(0, 3).join(", ")}${missing.length > 3 ? ", …" : ""}`);
  }
}

export function migrationsFolder(database: MigratedDatabase): string {
  return fileURLToPath(FOLDERS[database]()).replaceAll("\\", "/");
}
