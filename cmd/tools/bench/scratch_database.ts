import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { connectServer } from "../../wiring/engines/postgres.ts";
import type { ServerDatabase } from "../../wiring/config/database_config.ts";
import { openMigrations } from "../../wiring/engines/migrations.ts";

/** A migrated database beside the configured one, for one measurement; it is dropped when it is disposed of. */
interface ScratchDatabase extends AsyncDisposable {
  readonly sql: Sql;
}

export async function scratchDatabase(server: ServerDatabase): Promise<ScratchDatabase> {
  const name = `bench_${crypto.randomUUID().slice(0, 8)}`;
  const open = (url: string) => connectServer(server, { url, max: 4, applicationName: "bench", bulk: true });
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
