import { startEmbeddedPostgres } from "../../adapters/embedded/start_postgres.ts";
import { connectPostgres, type Sql } from "../../adapters/postgres/core/connect.ts";
import { CommandFailed, reasonOf } from "../../application/shared/fault.ts";
import type { DatabaseConfig, ServerDatabase } from "../wiring/config/database_config.ts";
import { connectServer } from "../wiring/engines/postgres.ts";

interface Scratch extends AsyncDisposable {
  readonly sql: Sql;
}

/** On the same server, since only the same version spells everything alike; in memory beside an embedded one. */
export async function openScratch(database: DatabaseConfig): Promise<Scratch> {
  return database.kind === "embedded" ? await embeddedScratch() : await serverScratch(database);
}

async function embeddedScratch(): Promise<Scratch> {
  const postgres = await startEmbeddedPostgres(null);
  const sql = connectPostgres({ url: postgres.url, max: 2 });
  return {
    sql,
    [Symbol.asyncDispose]: async () => {
      await sql.end({ timeout: 5 });
      await postgres.stop();
    },
  };
}

async function serverScratch(server: ServerDatabase): Promise<Scratch> {
  const name = `tillstream_scratch_${crypto.randomUUID().slice(0, 8)}`;
  const open = (url: string) => connectServer(server, { url, max: 2, applicationName: "scratch" });
  const asAdmin = async (work: (admin: Sql) => Promise<unknown>) => {
    const admin = open(server.url);
    await work(admin).finally(() => admin.end({ timeout: 5 }));
  };
  await asAdmin((admin) => admin`create database ${admin(name)} template template0`).catch((error) => {
    const message = `Cannot make a scratch database beside the configured one: ${reasonOf(error)}`;
    throw new CommandFailed(`${message} (the database's user needs CREATEDB for it)`, { cause: error });
  });
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const sql = open(url.href);
  return {
    sql,
    [Symbol.asyncDispose]: async () => {
      await sql.end({ timeout: 5 });
      await asAdmin((admin) => admin`drop database ${admin(name)} with (force)`);
    },
  };
}
