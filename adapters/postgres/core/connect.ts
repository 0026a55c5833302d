import postgres from "postgres";
import type { TlsTexts } from "../../system/tls_texts.ts";
import { arrayTypes } from "./array_types.ts";
import { withKnownAuthority } from "./connection/known_authority.ts";
import { safeBegin } from "./connection/safe_begin.ts";
import type { ServerHost } from "./connection/server_hosts.ts";
import { type SessionObserver, Sessions } from "./connection/sessions.ts";
import { socketAddress } from "./connection/socket_address.ts";

export type Sql = postgres.Sql<{ bigint: number }>;
export type SqlScope = Sql | Transaction;
export type Transaction = postgres.TransactionSql<{ bigint: number }>;

export interface PostgresOptions extends TlsTexts {
  /** `postgres://user:password@host:port/database`, or `postgres://user@localhost/database?host=/folder&port=5432`. */
  readonly url: string;
  /** Beside that of the address: the first one that takes changes is used. */
  readonly otherHosts?: readonly ServerHost[];
  /** Asked for each connection, instead of that in the address. Must not throw. */
  readonly password?: () => string;
  /** Per process. */
  readonly max?: number;
  /** Off behind a transaction pooler. */
  readonly prepare?: boolean;
  /** "require" trusts any certificate, "verify-full" checks it against `ca` or the system's authorities. */
  readonly tls?: "off" | "require" | "verify-full";
  /** Asked for each connection, instead of `ca`, `cert` and `key`. Must not throw. */
  readonly tlsTexts?: () => TlsTexts;
  readonly applicationName?: string;
  /** For COPY: sets TCP_NODELAY. */
  readonly bulk?: boolean;
  readonly readOnly?: boolean;
  /** Otherwise a server that takes no changes is refused: a standby, or what was the primary before a failover. */
  readonly takesReadOnlyServers?: boolean;
  readonly observer?: Partial<SessionObserver>;
  /** For measurements. Errors then carry their statement's parameters. */
  readonly onStatement?: (statement: string) => void;
}

const CONNECT_TIMEOUT_S = 5;
const DEFAULT_PORT = 5432;
/**
 * postgres 3.4.9 sends a BEGIN that fills a connection's pipeline without reserving the connection: other statements
 * then run inside its transaction (porsager/postgres#1218). So none ever fills up.
 */
const MAX_PIPELINE = 1_000_000;

/** No connection is made before the first statement. bigint comes back as a number, date as "2026-03-02". */
export function connectPostgres(options: PostgresOptions): Sql {
  const { onStatement, password } = options;
  const { url, path } = socketAddress(options.url);
  const sessions = sessionsOf(options);
  const sql = postgres(url, {
    ...(path ? { path } : {}),
    max: options.max ?? 10,
    prepare: options.prepare ?? true,
    // Its sockets have it already.
    ssl: false,
    ...(password ? { pass: password } : {}),
    connect_timeout: CONNECT_TIMEOUT_S,
    // The driver's own growing pause (up to 20 s) would add to the callers' back-off after an outage.
    backoff: (retries: number) => Math.min(0.1 * 2 ** retries, 1) * (0.5 + Math.random() / 2),
    idle_timeout: 60,
    onnotice: () => {},
    connection: {
      application_name: options.applicationName ?? "tillstream",
      TimeZone: "UTC",
      ...(options.readOnly ? { default_transaction_read_only: true } : {}),
    },
    // Both are missing in the driver's types.
    ...({ max_pipeline: MAX_PIPELINE, socket: () => sessions.open() } as object),
    ...(onStatement ? { debug: (_: number, statement: string) => onStatement(statement) } : {}),
    fetch_types: false,
    types: {
      ...arrayTypes,
      bigint: { to: 20, from: [20], parse: Number, serialize: String },
      day: { to: 1082, from: [1082], parse: (text: string) => text, serialize: (text: string) => text },
    },
  }) as Sql;
  const end = sql.end;
  const begin = safeBegin(sql.begin);
  return Object.assign(sql, {
    begin: (...given: Parameters<typeof begin>) =>
      isReadOnly(given) ? sessions.withReadOnly(() => begin(...given)) : begin(...given),
    end: (...given: Parameters<typeof end>) => end(...given).finally(() => sessions.end()),
  } as Pick<Sql, "begin" | "end">);
}

function sessionsOf(options: PostgresOptions): Sessions {
  const { url, path } = socketAddress(options.url);
  const { tls = "off", otherHosts = [], bulk = false, readOnly, takesReadOnlyServers, observer = {} } = options;
  const { hostname, port } = new URL(url);
  const first = { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || DEFAULT_PORT) };
  return new Sessions({
    hosts: [first, ...otherHosts],
    path,
    tls,
    tlsTexts: (host) => withKnownAuthority(host, options.tlsTexts?.() ?? options),
    noDelay: bulk,
    withinMs: CONNECT_TIMEOUT_S * 1_000 / (1 + otherHosts.length),
    writes: !readOnly && !takesReadOnlyServers,
    observer,
  });
}

/** A mode such as "isolation level repeatable read read only". */
function isReadOnly(given: readonly unknown[]): boolean {
  return typeof given[0] === "string" && /read only/i.test(given[0]);
}
