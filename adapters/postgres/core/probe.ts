import { reasonOf } from "../../../application/shared/fault.ts";
import type { Probe } from "../../system/connection_refusal.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import { connectPostgres, type PostgresOptions, type Sql } from "./connect.ts";
import { findPooling, type Pooling } from "./pooling.ts";
import { checkPostgresConnection, postgresRefusalOf } from "./preflight.ts";

export interface PostgresFacts {
  /** 160014 for 16.14. */
  readonly versionNumber: number;
  readonly version: string;
  readonly user: string;
  /** Of the database: "UTF8". */
  readonly encoding: string;
  /** Behind a pooler, that between pooler and server. */
  readonly tlsVersion: string | null;
  readonly readOnly: boolean;
  /** Why no table can be made and written; `null` when it can. Tried, and undone. */
  readonly writeRefusal: string | null;
  readonly vector: { readonly available: string | null; readonly installed: string | null };
  /** Server clock minus this machine's. */
  readonly clockOffsetMs: number;
  readonly databaseBytes: number;
  readonly connections: { readonly used: number; readonly limit: number };
  readonly pooling: Pooling;
}

const TIMEOUT_MS = 15_000;

class Undo extends Error {}

/** Leaves nothing in the database. Never throws. */
export async function probePostgres(options: PostgresOptions): Promise<Probe<PostgresFacts>> {
  const own = { ...options, applicationName: "doctor", takesReadOnlyServers: true };
  const refusal = await checkPostgresConnection(own);
  if (refusal) return { reachable: false, refusal };
  const sql = connectPostgres({ ...own, prepare: false, max: 1 });
  const facts = async () => ({ ...await read(sql), pooling: await findPooling(own) });
  try {
    return { reachable: true, facts: await withTimeout(TIMEOUT_MS, facts()) };
  } catch (error) {
    return { reachable: false, refusal: postgresRefusalOf(error, options) };
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function read(sql: Sql): Promise<Omit<PostgresFacts, "pooling">> {
  const [server] = await sql`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as version_number,
      current_user as "user", current_setting('server_encoding') as encoding,
      pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as read_only,
      (select case when ssl then version end from pg_stat_ssl where pid = pg_backend_pid()) as tls,
      (select default_version from pg_available_extensions where name = 'vector') as available,
      (select extversion from pg_extension where extname = 'vector') as installed,
      pg_database_size(current_database()) as bytes, current_setting('max_connections')::int as "limit",
      (select count(*) from pg_stat_activity where backend_type = 'client backend') as used`;
  const { version, version_number: versionNumber, user, encoding, tls, available, installed, bytes, used, limit } =
    server!;
  return {
    version,
    versionNumber,
    user,
    encoding,
    tlsVersion: tls,
    readOnly: server!.read_only,
    writeRefusal: await tryToWrite(sql),
    vector: { available, installed },
    clockOffsetMs: await clockOffset(sql),
    databaseBytes: bytes,
    connections: { used, limit },
  };
}

async function tryToWrite(sql: Sql): Promise<string | null> {
  try {
    await sql.begin(async (sql) => {
      await sql`create table tillstream_doctor (id integer primary key)`;
      await sql`insert into tillstream_doctor values (1)`;
      throw new Undo();
    });
    return null;
  } catch (error) {
    return error instanceof Undo ? null : reasonOf(error);
  }
}

/** NTP-like: half the round trip, best of three. */
async function clockOffset(sql: Sql): Promise<number> {
  let best = { tripMs: Infinity, offsetMs: 0 };
  for (let nth = 0; nth < 3; nth++) {
    const sentAt = Date.now();
    const began = performance.now();
    const [row] = await sql<{ ms: number }[]>`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`;
    const tripMs = performance.now() - began;
    if (tripMs < best.tripMs) best = { tripMs, offsetMs: row!.ms - (sentAt + tripMs / 2) };
  }
  return best.offsetMs;
}
