import type { Beginning } from "../../../adapters/embedded/database_templates.ts";
import { connectPostgres } from "../../../adapters/postgres/core/connect.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import { type MigratedDatabase, migrationsFolder, openMigrations } from "./open_migrations.ts";

/** An embedded database begins with its tables, as the migrations of this version make them. */
export async function embeddedBeginning(database: MigratedDatabase): Promise<Beginning> {
  return {
    name: `${database}-${await fingerprintOf(migrationsFolder(database))}`,
    fill: async (url) => {
      const sql = connectPostgres({ url, max: 1 });
      try {
        await openMigrations(sql, database).up();
      } finally {
        await sql.end({ timeout: 5 });
      }
    },
  };
}

async function fingerprintOf(folder: string): Promise<string> {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
  const files = names.map(async (name) => [name, await Deno.readTextFile(`${folder}/${name}`)]);
  return sha256(JSON.stringify(await Promise.all(files))).slice(0, 16);
}
