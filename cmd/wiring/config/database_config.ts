import { z } from "zod";
import { type ClientCertificate, clientCertificate } from "./tls.ts";
import { type Env, flag, readSettings, wholeNumber, WrongSettings } from "./settings.ts";

export type DatabaseConfig = EmbeddedDatabase | ServerDatabase;

interface EmbeddedDatabase {
  readonly kind: "embedded";
}

export interface ServerDatabase {
  readonly kind: "server";
  /** Where the settings came from: "DATABASE_URL", or the value of DB_TYPE. */
  readonly source: string;
  readonly url: string;
  readonly tls: "off" | "require" | "verify-full";
  /** PEM file of the authority that signed the server's certificate. */
  readonly caFile: string | null;
  readonly certificate: ClientCertificate | null;
  /** False behind a transaction pooler, which knows no prepared statements. `null`: found out on opening. */
  readonly prepare: boolean | null;
  readonly poolSize: number;
}

const DB_TYPES = ["local", "supabase", "rds", "production"] as const;
const PASSWORD_PLACEHOLDER = "[YOUR-PASSWORD]";
/** Supabase's poolers in transaction mode; the session mode of the shared one, Supavisor, is on 5432. */
const SUPABASE_TRANSACTION_PORT = "6543";
const SUPABASE_SESSION_PORT = "5432";
const SUPAVISOR_HOST = /\.pooler\.supabase\.com$/;

const SSLMODES = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] as const;
type Sslmode = typeof SSLMODES[number];

const port = wholeNumber(1, 65535);
const ask = (what: string) => z.string({ error: what });
const HOST = /^(\[[0-9a-f:.]+\]|[^\s:/@]+)$/i;
const host = (missing: string) =>
  z.string({ error: missing }).regex(HOST, "expected a host's name alone, without a port or a path");

export const connectionSettings = z.object({
  DATABASE_POOL_SIZE: wholeNumber(1, 200).default(10),
  DATABASE_CA_FILE: z.string().optional(),
  DATABASE_CERT_FILE: z.string().optional(),
  DATABASE_KEY_FILE: z.string().optional(),
  DATABASE_SSLMODE: z.enum(SSLMODES, { error: `expected one of ${SSLMODES.join(", ")}` }).optional(),
  DATABASE_PREPARE: flag.optional(),
});
const common = connectionSettings.extend({
  DB_TYPE: z.enum(DB_TYPES, { error: `expected one of ${DB_TYPES.join(", ")}` }).optional(),
  DATABASE_URL: z.string().optional(),
});
const local = z.object({
  POSTGRES_USER: z.string().default("postgres"),
  POSTGRES_PASSWORD: z.string().default("password"),
  POSTGRES_DB: z.string().default("sesac_db"),
  POSTGRES_HOST: host("").default("localhost"),
  POSTGRES_PORT: port.default(5432),
});
const production = local.extend({
  POSTGRES_PASSWORD: ask("DB_TYPE=production needs the database's password"),
  POSTGRES_HOST: host("DB_TYPE=production needs the database's host"),
});
const rds = z.object({
  RDS_USER: ask("DB_TYPE=rds needs the database user"),
  RDS_PASSWORD: ask("DB_TYPE=rds needs the user's password"),
  RDS_HOST: host("DB_TYPE=rds needs the endpoint, such as name.abc123.ap-northeast-2.rds.amazonaws.com"),
  RDS_DB: ask("DB_TYPE=rds needs the database's name"),
  RDS_PORT: port.default(5432),
});
const supabase = z.object({
  SUPABASE_DIRECT_URL: ask("DB_TYPE=supabase needs the connection string from the project's settings"),
  SUPABASE_PASSWORD: z.string().optional(),
});

export const DATABASE_SETTINGS: readonly string[] = [common, local, supabase, rds].flatMap(({ shape }) =>
  Object.keys(shape)
);

type ConnectionSettings = z.output<typeof connectionSettings>;

export function parseDatabaseConfig(env: Env): DatabaseConfig {
  const given = readSettings(common, env);
  const { DB_TYPE, DATABASE_URL } = given;
  if (DB_TYPE && DATABASE_URL) {
    throw new WrongSettings(["DATABASE_URL and DB_TYPE are both set: keep the one that says which database is meant"]);
  }
  if (DATABASE_URL) return server(given, "DATABASE_URL", { variable: "DATABASE_URL", url: DATABASE_URL, tls: "off" });
  switch (DB_TYPE) {
    case undefined:
      return { kind: "embedded" };
    case "local":
      return server(given, DB_TYPE, { variable: "POSTGRES_HOST", url: postgresUrl(local, env), tls: "off" });
    case "production":
      return server(given, DB_TYPE, { variable: "POSTGRES_HOST", url: postgresUrl(production, env), tls: "require" });
    case "rds":
      return server(given, DB_TYPE, { variable: "RDS_HOST", url: rdsUrl(env), tls: "require" });
    case "supabase":
      return server(given, DB_TYPE, { variable: "SUPABASE_DIRECT_URL", url: supabaseUrl(env), tls: "require" });
    default:
      return DB_TYPE satisfies never;
  }
}

function postgresUrl(settings: typeof local | typeof production, env: Env): string {
  const s = readSettings(settings, env);
  return urlOf(s.POSTGRES_USER, s.POSTGRES_PASSWORD, s.POSTGRES_HOST, s.POSTGRES_PORT, s.POSTGRES_DB);
}

function rdsUrl(env: Env): string {
  const s = readSettings(rds, env);
  return urlOf(s.RDS_USER, s.RDS_PASSWORD, s.RDS_HOST, s.RDS_PORT, s.RDS_DB);
}

function supabaseUrl(env: Env): string {
  const { SUPABASE_DIRECT_URL: url, SUPABASE_PASSWORD: password } = readSettings(supabase, env);
  if (!url.includes(PASSWORD_PLACEHOLDER)) return url;
  if (!password) {
    throw new WrongSettings([
      `SUPABASE_PASSWORD is not set: SUPABASE_DIRECT_URL still has ${PASSWORD_PLACEHOLDER} in it, which it replaces`,
    ]);
  }
  return url.replace(PASSWORD_PLACEHOLDER, encodeURIComponent(password));
}

function urlOf(user: string, password: string, host: string, port: number, database: string): string {
  const part = encodeURIComponent;
  return `postgres://${part(user)}:${part(password)}@${host}:${port}/${part(database)}`;
}

interface Address {
  readonly variable: string;
  readonly url: string;
  readonly tls: ServerDatabase["tls"];
}

/**
 * TLS from `sslmode` in the URL, else from `DATABASE_SSLMODE`; a CA file turns "require" into a check of the
 * certificate. No TLS for a Unix socket: `postgres://user@/database?host=/folder`.
 */
export function server(
  common: ConnectionSettings,
  source: string,
  { variable, url: text, tls }: Address,
): ServerDatabase {
  // "postgresql+psycopg://" is how Python programs write the same address.
  const normalised = text.replace(/^postgres(ql)?(\+\w+)?:\/\//, "postgres://")
    // A user without a host is no URL; the host is in the query.
    .replace(/^(postgres:\/\/(?:[^/?#]*@)?)\/(?=[^#]*[?&]host=)/, "$1localhost/");
  if (!normalised.startsWith("postgres://") || !URL.canParse(normalised)) {
    throw new WrongSettings([`${variable} is not an address: expected postgres://user:password@host:port/database`]);
  }
  const url = new URL(normalised);
  const sslmode = url.searchParams.get("sslmode");
  const isSocket = hostToAddress(url, variable);
  if (sslmode !== null && !(SSLMODES as readonly string[]).includes(sslmode)) {
    throw new WrongSettings([`${variable} has sslmode=${sslmode}: expected one of ${SSLMODES.join(", ")}`]);
  }
  // In transaction mode Supavisor never answers some of the statements that follow one another without waiting.
  if (SUPAVISOR_HOST.test(url.hostname) && url.port === SUPABASE_TRANSACTION_PORT) url.port = SUPABASE_SESSION_PORT;
  const pooled = url.port === SUPABASE_TRANSACTION_PORT || url.searchParams.get("pgbouncer") === "true";
  for (const read of ["sslmode", "pgbouncer"]) if (url.searchParams.has(read)) url.searchParams.delete(read);
  return {
    kind: "server",
    source,
    url: url.href,
    tls: isSocket
      ? "off"
      : tlsOf((sslmode as Sslmode | null) ?? common.DATABASE_SSLMODE, tls, common.DATABASE_CA_FILE !== undefined),
    caFile: common.DATABASE_CA_FILE ?? null,
    certificate: clientCertificate("DATABASE", common),
    prepare: common.DATABASE_PREPARE ?? (pooled ? false : null),
    poolSize: common.DATABASE_POOL_SIZE,
  };
}

/** Moves `?host=` and `?port=` into the address; gives `true` for a socket's folder, which stays in the query. */
function hostToAddress(url: URL, variable: string): boolean {
  const host = url.searchParams.get("host");
  const number = url.searchParams.get("port");
  if (number !== null && !/^\d{1,5}$/.test(number)) {
    throw new WrongSettings([`${variable} has port=${number}: expected a whole number from 1 to 65535`]);
  }
  if (host?.startsWith("/")) return true;
  if (host !== null && !HOST.test(host)) {
    throw new WrongSettings([`${variable} has host=${host}: expected a host's name, or the folder of a socket`]);
  }
  if (host !== null) url.hostname = host;
  if (number !== null) url.port = number;
  url.searchParams.delete("host");
  url.searchParams.delete("port");
  return false;
}

function tlsOf(sslmode: Sslmode | undefined, otherwise: ServerDatabase["tls"], hasCa: boolean): ServerDatabase["tls"] {
  switch (sslmode) {
    case undefined:
      return hasCa ? "verify-full" : otherwise;
    case "disable":
      return "off";
    case "allow":
    case "prefer":
    case "require":
      return hasCa ? "verify-full" : "require";
    case "verify-ca":
    case "verify-full":
      return "verify-full";
    default:
      return sslmode satisfies never;
  }
}

const settings = z.object({ OLD_DATABASE_URL: z.string().optional() });

export const OLD_DATABASE_SETTINGS: readonly string[] = Object.keys(settings.shape);

/** `null` without the flag and `OLD_DATABASE_URL`. Throws `WrongSettings`. */
export function parseOldDatabase(env: Env, flag?: string): ServerDatabase | null {
  const { OLD_DATABASE_URL } = readSettings(settings, env);
  const [variable, url] = flag === undefined ? ["OLD_DATABASE_URL", OLD_DATABASE_URL] : ["--from", flag];
  if (!url) return null;
  return server(readSettings(connectionSettings, env), variable, { variable, url: url.trim(), tls: "off" });
}
