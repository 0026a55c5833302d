import { connectPostgres, type Sql } from "../../adapters/postgres/connect.ts";
import type { ServerDatabase } from "../wiring/database_config.ts";
import { openMigrations } from "../wiring/open_migrations.ts";
import { readAuthority } from "../wiring/read_authority.ts";

/** A migrated database beside the configured one, for one measurement; it is dropped when it is disposed of. */
export interface ScratchDatabase extends AsyncDisposable {
  readonly sql: Sql;
}

export async function scratchDatabase(server: ServerDatabase): Promise<ScratchDatabase> {
  const name = `bench_${crypto.randomUUID().slice(0, 8)}`;
  const open = (url: string) =>
    connectPostgres({
      url,
      max: 4,
      prepare: server.prepare,
      tls: server.tls,
      ...(server.caFile ? { ca: readAuthority("DATABASE_CA_FILE", server.caFile) } : {}),
      applicationName: "bench",
      bulk: true,
    });
  const asAdmin = async (work: (admin: Sql) => Promise<unknown>) => {
    const admin = open(server.url);
    await work(admin).finally(() => admin.end());
  };
  await asAdmin((admin) => admin`create database ${admin(name)}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const sql = open(url.href);
  const drop = async () => {
    await sql.end({ timeout: 5 });
    await asAdmin((admin) => admin`drop database ${admin(name)} with (force)`);
  };
  try {
    await openMigrations(sql).up();
  } catch (error) {
    await drop();
    throw error;
  }
  return { sql, [Symbol.asyncDispose]: drop };
}
