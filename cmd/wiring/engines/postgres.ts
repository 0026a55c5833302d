import { connectPostgres, type PostgresOptions, type Sql } from "../../../adapters/postgres/core/connect.ts";
import { checkPostgresConnection, postgresRefusalOf } from "../../../adapters/postgres/core/preflight.ts";
import { findPooling } from "../../../adapters/postgres/core/pooling.ts";
import { requireWritable } from "../../../adapters/postgres/core/require_writable.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import type { ServerDatabase } from "../config/database_config.ts";
import { readPassword, reread } from "../config/reread.ts";
import { WrongSettings } from "../config/settings.ts";
import { readTlsFiles } from "../config/tls.ts";
import { databaseSettings, explainRefusal, type Explanation } from "./remedies.ts";
import { explainSchema, openMigrations, requireKnownSchema, schemaCheck } from "./migrations.ts";
import { rejection, requireReachable } from "./require_engines.ts";
import { EMBEDDED_POOL, type EmbeddedOptions, embeddedPostgres } from "./embedded.ts";
import { CredentialWatch } from "../process/credential_watch.ts";
import type { Process } from "../process/run_process.ts";

/** `options` override the server's settings. Prepares nothing that they don't ask for. Throws `WrongSettings`. */
export function connectServer(server: ServerDatabase, options: Partial<PostgresOptions> = {}): Sql {
  return connectPostgres({ ...serverOptions(server), ...options });
}

interface ServerSession {
  readonly name: string;
  readonly bulk?: boolean;
  readonly readOnly?: boolean;
  readonly max?: number;
}

export interface OpenServer {
  readonly sql: Sql;
  /** For readiness. Throws where the server takes no changes or lets no new connection in. */
  readonly check: () => Promise<void>;
}

/**
 * With prepared statements unless a transaction pooler is in between, which loses them, and with them commits. Throws
 * `WrongSettings` if the server rejects the settings; does not wait for an unreachable one. A process that is rejected
 * later ends after a grace period.
 */
export async function openServer(
  { log, fail }: Pick<Process, "log" | "fail">,
  server: ServerDatabase,
  { name, ...options }: ServerSession,
): Promise<OpenServer> {
  const access = { ...serverOptions(server), readOnly: options.readOnly ?? false };
  const refusal = await checkPostgresConnection(access);
  requireReachable(refusal, databaseSettings(server));
  const prepare = refusal === null && await canPrepare(log, server);
  const watch = new CredentialWatch({ onEnd: (refusal) => fail(rejection(refusal, databaseSettings(server))) });
  const observer = {
    accepted: () => watch.accepted(),
    refused: (error: Error) => watch.refused(postgresRefusalOf(error, server)),
  };
  const sql = connectServer(server, { ...options, applicationName: name, prepare, observer });
  const check = async () => {
    // The connections that are open stay good; only a new one tells whether the credentials are right again.
    if (watch.refusal) await tryToConnect({ ...access, observer });
    await requireWritable(sql);
  };
  return { sql, check };
}

async function tryToConnect(options: PostgresOptions): Promise<void> {
  const sql = connectPostgres({ ...options, max: 1 });
  try {
    await sql`select 1`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function canPrepare(log: Process["log"], server: ServerDatabase): Promise<boolean> {
  const { prepare, url, source } = server;
  if (prepare === false) return false;
  const pooling = await findPooling(serverOptions(server)).catch((error) => {
    log.warn({ reason: reasonOf(error) }, "cannot look for a pooler: no prepared statements until the next start");
    return null;
  });
  if (pooling === null) return false;
  if (pooling.mode === "session") return true;
  if (prepare === null) {
    log.warn(
      { database: source, address: new URL(url).host },
      "a transaction pooler is in between: prepared statements are off (DATABASE_PREPARE=false says so beforehand)",
    );
    return false;
  }
  if (pooling.prepares) return true;
  throw new WrongSettings([
    `DATABASE_PREPARE is true, but the transaction pooler at ${new URL(url).host} knows no prepared statements: ` +
    "remove it, or use the pooler's session mode",
  ]);
}

export function explainDatabase(error: unknown, server: ServerDatabase): Explanation {
  return explainRefusal(postgresRefusalOf(error, server), databaseSettings(server));
}

/** Throws `WrongSettings` for a file that can't be read. */
export function serverOptions(server: ServerDatabase): PostgresOptions {
  const { url, otherHosts, poolSize, prepare, tls, passwordFile } = server;
  return {
    url,
    otherHosts,
    max: poolSize,
    prepare: prepare ?? false,
    tls,
    tlsTexts: reread(() => readTlsFiles("DATABASE", server)),
    ...(passwordFile ? { password: reread(() => readPassword(passwordFile)) } : {}),
  };
}

interface StoreOptions extends EmbeddedOptions {
  /** For many rows by COPY. */
  readonly bulk?: boolean;
}

/** A server's tables are its operator's to make (`deno task migrate`), an embedded database's whoever opens it. */
export async function openMigratedDatabase(process: Process, name: string, options: StoreOptions = {}): Promise<Sql> {
  const sql = await openDatabase(process, name, options);
  if (process.config.database.kind === "embedded") await openMigrations(sql).up();
  return sql;
}

export async function openDatabase(
  process: Process,
  name: string,
  options: StoreOptions = {},
): Promise<Sql> {
  const { config, log, health, closing } = process;
  const { database } = config;
  const { sql, check } = database.kind === "embedded"
    ? connectEmbedded(await embeddedPostgres(process, options), name)
    : await openServer(process, database, { name, ...(options.bulk ? { bulk: true } : {}) });
  closing.opened("connections to Postgres", () => sql.end({ timeout: 5 }), 6_000);
  health.needs("postgres", check, database.kind === "server" ? (error) => explainDatabase(error, database) : null);
  // Who makes or changes the tables says so better.
  if (database.kind === "server" && !options.empty) await requireKnownSchema(sql);
  health.needs("schema", schemaCheck(sql), explainSchema);
  log.debug("database opened");
  return sql;
}

/** It always takes changes, so that it is ready when it answers. */
export function connectEmbedded(url: string, name: string): OpenServer {
  const sql = connectPostgres({ url, max: EMBEDDED_POOL, applicationName: name });
  return { sql, check: async () => void await sql`select 1` };
}
