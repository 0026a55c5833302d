import { connectPostgres, type PostgresOptions, type Sql } from "../../../adapters/postgres/core/connect.ts";
import { checkPostgresConnection, postgresRefusalOf } from "../../../adapters/postgres/core/preflight.ts";
import type { ServerDatabase } from "../config/database_config.ts";
import { readTlsFiles } from "../config/tls.ts";
import { databaseSettings, explainRefusal, type Explanation } from "./remedies.ts";
import { explainSchema, schemaCheck } from "./migrations.ts";
import { requireReachable } from "./require_engines.ts";
import { EMBEDDED_POOL, type EmbeddedOptions, embeddedPostgres } from "./embedded.ts";
import type { Process } from "../process/run_process.ts";

/** `options` override the server's settings. Throws `WrongSettings`. */
export function connectServer(server: ServerDatabase, options: Partial<PostgresOptions> = {}): Sql {
  return connectPostgres({ ...serverOptions(server), ...options });
}

/** Throws `WrongSettings` if the server rejects these settings; does not wait for an unreachable one. */
export async function requirePostgresReachable(server: ServerDatabase): Promise<void> {
  requireReachable(await checkPostgresConnection(serverOptions(server)), databaseSettings(server));
}

export function explainDatabase(error: unknown, server: ServerDatabase): Explanation {
  return explainRefusal(postgresRefusalOf(error, server), databaseSettings(server));
}

/** Throws `WrongSettings` for a file that can't be read. */
export function serverOptions(server: ServerDatabase): PostgresOptions {
  const { url, poolSize, prepare, tls } = server;
  return { url, max: poolSize, prepare, tls, ...readTlsFiles("DATABASE", server) };
}

interface StoreOptions extends EmbeddedOptions {
  /** For many rows by COPY. */
  readonly bulk?: boolean;
}

export async function openDatabase(
  process: Process,
  name: string,
  options: StoreOptions = {},
): Promise<Sql> {
  const { config, log, health, closing } = process;
  const { database } = config;
  if (database.kind === "server") await requirePostgresReachable(database);
  const sql = database.kind === "embedded"
    ? connectPostgres({
      url: await embeddedPostgres(process, options),
      max: EMBEDDED_POOL,
      applicationName: name,
    })
    : connectServer(database, { applicationName: name, ...(options.bulk ? { bulk: true } : {}) });
  closing.opened("connections to Postgres", () => sql.end({ timeout: 5 }), 6_000);
  health.needs(
    "postgres",
    () => sql`select 1`,
    database.kind === "server" ? (error) => explainDatabase(error, database) : null,
  );
  health.needs("schema", schemaCheck(sql), explainSchema);
  log.debug("database opened");
  return sql;
}
