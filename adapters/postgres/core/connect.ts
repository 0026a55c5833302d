import { connect, type Socket } from "node:net";
import postgres from "postgres";
import { arrayTypes } from "./array_types.ts";
import { safeBegin } from "./safe_begin.ts";
import { socketAddress } from "./socket_address.ts";

export type Sql = postgres.Sql<{ bigint: number }>;
export type SqlScope = Sql | Transaction;
export type Transaction = postgres.TransactionSql<{ bigint: number }>;

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`, or `postgres://user@localhost/database?host=/folder&port=5432`. */
  readonly url: string;
  /** Per process. */
  readonly max?: number;
  /** Off behind a transaction pooler. */
  readonly prepare?: boolean;
  /** "require" trusts any certificate, "verify-full" checks it against `ca` or the system's authorities. */
  readonly tls?: "off" | "require" | "verify-full";
  /** PEM text. */
  readonly ca?: string;
  /** PEM texts; both or neither. */
  readonly cert?: string;
  readonly key?: string;
  readonly applicationName?: string;
  /** For COPY: sets TCP_NODELAY. See {@link openSocket}. */
  readonly bulk?: boolean;
  readonly readOnly?: boolean;
  /** For measurements. Errors then carry their statement's parameters. */
  readonly onStatement?: (statement: string) => void;
}

const CONNECT_TIMEOUT_S = 5;
/**
 * postgres 3.4.9 sends a BEGIN that fills a connection's pipeline, or meets a full socket, without reserving the
 * connection: other statements then run inside its transaction (porsager/postgres#1218). So neither ever fills up.
 */
const NEVER_FULL = { pipeline: 1_000_000, socketBytes: 2 ** 30 } as const;

/** No connection is made before the first statement. bigint comes back as a number, date as "2026-03-02". */
export function connectPostgres(options: PostgresOptions): Sql {
  const { onStatement } = options;
  const { url, path } = socketAddress(options.url);
  const sql = postgres(url, {
    ...(path ? { path } : {}),
    max: options.max ?? 10,
    prepare: options.prepare ?? true,
    ssl: tlsOf(options),
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
    ...({
      max_pipeline: NEVER_FULL.pipeline,
      socket: (to: SocketTarget) => openSocket(to, path, options.bulk ?? false),
    } as object),
    ...(onStatement ? { debug: (_: number, statement: string) => onStatement(statement) } : {}),
    fetch_types: false,
    types: {
      ...arrayTypes,
      bigint: { to: 20, from: [20], parse: Number, serialize: String },
      day: { to: 1082, from: [1082], parse: (text: string) => text, serialize: (text: string) => text },
    },
  }) as Sql;
  return Object.assign(sql, { begin: safeBegin(sql.begin) });
}

interface SocketTarget {
  readonly host: string[];
  readonly port: number[];
}

/**
 * A socket that fails when the server hangs up before its first word; the driver would reconnect at once, for ever.
 *
 * @param noDelay Nagle's algorithm delays the end of every COPY by the server's 40 ms (RFC 9293, section 3.7.4)
 */
function openSocket({ host, port }: SocketTarget, path: string | undefined, noDelay: boolean): Socket {
  // Passed on to the stream, which the types do not know.
  const never = { highWaterMark: NEVER_FULL.socketBytes } as object;
  const socket = path ? connect({ path, ...never }) : connect({ host: host[0]!, port: port[0]!, noDelay, ...never });
  socket.once("end", () => {
    if (socket.bytesRead > 0) return;
    socket.destroy(Object.assign(new Error("the server hung up before it answered"), { code: "CONNECTION_CLOSED" }));
  });
  // The driver takes the name that a certificate must have from here.
  return Object.assign(socket, { host: host[0] });
}

function tlsOf({ url, tls = "off", ca, cert, key }: PostgresOptions) {
  if (tls === "off") return false;
  const shown = { ...(cert && key ? { cert, key } : {}), highWaterMark: NEVER_FULL.socketBytes };
  if (tls === "require") return { rejectUnauthorized: false, ...shown };
  // Without a host, the name to verify is "localhost" wherever the URL has an IP address.
  const host = new URL(url).hostname.replace(/^\[|\]$/g, "");
  return { rejectUnauthorized: true, host, ...(ca ? { ca } : {}), ...shown };
}
