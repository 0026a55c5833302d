import postgres from "postgres";

export type Sql = postgres.Sql<{ bigint: number }>;
/** A pool, or a transaction of one: what a statement can be run on. */
export type SqlScope = Sql | postgres.TransactionSql<{ bigint: number }>;

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Most connections of this process. */
  readonly max?: number;
  /** Off behind a transaction pooler, which hands each statement to another server session. */
  readonly prepare?: boolean;
  /** "require" trusts any certificate, "verify-full" checks it against `ca` or the system's authorities. */
  readonly tls?: "off" | "require" | "verify-full";
  /** PEM text of the authority that signed the server's certificate. */
  readonly ca?: string;
  readonly applicationName?: string;
}

const CONNECT_TIMEOUT_S = 5;

/**
 * Opens a pool; no connection is made before the first statement.
 *
 * bigint columns come back as numbers: counts, won and offsets stay far below 2^53.
 */
export function connectPostgres(options: PostgresOptions): Sql {
  return postgres(options.url, {
    max: options.max ?? 10,
    prepare: options.prepare ?? true,
    ssl: tlsOf(options),
    connect_timeout: CONNECT_TIMEOUT_S,
    // The driver's own growing pause (up to 20 s) would add to the callers' back-off after an outage.
    backoff: (retries: number) => Math.min(0.1 * 2 ** retries, 1) * (0.5 + Math.random() / 2),
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: options.applicationName ?? "tillstream", TimeZone: "UTC" },
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
  }) as Sql;
}

function tlsOf({ tls = "off", ca }: PostgresOptions) {
  if (tls === "off") return false;
  return tls === "require" ? "require" : { rejectUnauthorized: true, ...(ca ? { ca } : {}) };
}
