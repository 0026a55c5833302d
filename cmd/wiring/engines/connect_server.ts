import { connectPostgres, type PostgresOptions, type Sql } from "../../../adapters/postgres/core/connect.ts";
import type { ServerDatabase } from "../config/database_config.ts";
import { readTlsFiles } from "../config/read_tls_files.ts";

/** A pool on a configured server, by its settings unless `options` says otherwise. Throws `WrongSettings`. */
export function connectServer(server: ServerDatabase, options: Partial<PostgresOptions> = {}): Sql {
  return connectPostgres({ ...serverOptions(server), ...options });
}

/** What the settings say of a server, as the driver takes it. Throws `WrongSettings` for a file that can't be read. */
export function serverOptions(server: ServerDatabase): PostgresOptions {
  const { url, poolSize, prepare, tls } = server;
  return { url, max: poolSize, prepare, tls, ...readTlsFiles("DATABASE", server) };
}
