import { connectPostgres, type PostgresOptions, type Sql } from "../../adapters/postgres/connect.ts";
import type { ServerDatabase } from "./database_config.ts";
import { readAuthority } from "./read_authority.ts";

/** A pool on a configured server, by its settings unless `options` says otherwise. Throws `WrongSettings`. */
export function connectServer(config: ServerDatabase, options: Partial<PostgresOptions> = {}): Sql {
  return connectPostgres({ ...serverOptions(config), ...options });
}

/** How to connect to a configured server. Throws `WrongSettings`. */
export function serverOptions({ url, poolSize, prepare, tls, caFile }: ServerDatabase): PostgresOptions {
  return {
    url,
    max: poolSize,
    prepare,
    tls,
    ...(caFile ? { ca: readAuthority("DATABASE_CA_FILE", caFile) } : {}),
  };
}
