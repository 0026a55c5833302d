import { fileURLToPath } from "node:url";
import { connectPostgres, type Sql } from "../../adapters/postgres/core/connect.ts";
import { LOCKS } from "../../adapters/postgres/core/lock_numbers.ts";
import { Migrations } from "../../adapters/postgres/core/migrations.ts";
import { requireNoneInTransaction } from "./left_in_transaction.ts";
import { requiredAddress } from "./required_address.ts";
import { uniqueName } from "./unique_name.ts";

export const MIGRATIONS = migrationsOf("main");

const CONNECTIONS = 20;

/** A database of one test on the real server; dropped when disposed of. */
export interface TemporaryDatabase extends AsyncDisposable {
  readonly url: string;
  readonly sql: Sql;
}

export interface DatabaseOptions {
  readonly migrations?: "main" | "source" | "dropship" | "market";
  readonly migrated?: boolean;
  /** The URL of any database of the server; default: the test server. */
  readonly server?: string;
}

/** Creates a database: an empty one, or a copy of a migrated template, as fast as a single statement. */
export async function temporaryDatabase(
  { migrated = true, migrations = "main", server = requiredAddress("TEST_POSTGRES_URL") }: DatabaseOptions = {},
): Promise<TemporaryDatabase> {
  const name = uniqueName("db");
  await asAdmin(server, async (admin) => {
    const template = migrated ? await templateOf(server, admin, migrationsOf(migrations)) : "template1";
    await admin`create database ${admin(name)} template ${admin(template)}`;
  });
  const url = databaseUrl(server, name);
  const sql = connectPostgres({ url, max: CONNECTIONS });
  return {
    url,
    sql,
    [Symbol.asyncDispose]: async () => {
      await asAdmin(server, async (admin) => {
        try {
          await requireNoneInTransaction(admin, name);
        } finally {
          await sql.end({ timeout: 5 });
          await admin`drop database ${admin(name)} with (force)`;
        }
      });
    },
  };
}

/** One template for each state of the migrations, created once, under a lock, and reused by later runs. */
async function templateOf(server: string, admin: Sql, folder: string): Promise<string> {
  const template = `test_template_${await checksumOf(folder)}`;
  const isThere = async () => (await admin`select from pg_database where datname = ${template}`).count === 1;
  if (await isThere()) return template;
  await admin`select pg_advisory_lock(${LOCKS.testTemplates})`;
  try {
    if (await isThere()) return template;
    const half = `${template}_half`;
    await admin`drop database if exists ${admin(half)}`;
    await admin`create database ${admin(half)}`;
    const sql = connectPostgres({ url: databaseUrl(server, half), max: 1 });
    await new Migrations(sql, folder).up().finally(() => sql.end());
    await admin`alter database ${admin(half)} rename to ${admin(template)}`;
  } finally {
    await admin`select pg_advisory_unlock(${LOCKS.testTemplates})`;
  }
  return template;
}

async function checksumOf(folder: string): Promise<string> {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
  const texts = await Promise.all(names.map((name) => Deno.readTextFile(`${folder}/${name}`)));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode([...names, ...texts].join("\0")));
  return new Uint8Array(digest).toHex().slice(0, 12);
}

export function migrationsOf(database: string): string {
  return fileURLToPath(new URL(`../../migrations/${database}`, import.meta.url));
}

async function asAdmin<T>(server: string, work: (admin: Sql) => Promise<T>): Promise<T> {
  const admin = connectPostgres({ url: server, max: 1 });
  return await work(admin).finally(() => admin.end());
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
