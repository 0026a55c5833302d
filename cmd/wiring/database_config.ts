import { z } from "zod";
import type { Env } from "./read_env.ts";
import { readSettings, wholeNumber, WrongSettings } from "./settings.ts";

export type DatabaseConfig = EmbeddedDatabase | ServerDatabase;

/** In this process, its files in the data folder. */
export interface EmbeddedDatabase {
  readonly kind: "embedded";
}

export interface ServerDatabase {
  readonly kind: "server";
  /** Where the settings came from: "DATABASE_URL", or the value of DB_TYPE. */
  readonly source: string;
  readonly url: string;
  readonly tls: "off" | "require" | "verify-full";
  /** File with the PEM text of the authority that signed the server's certificate. */
  readonly caFile: string | null;
  /** False behind a transaction pooler, which knows no prepared statements. */
  readonly prepare: boolean;
  readonly poolSize: number;
}

const DB_TYPES = ["local", "supabase", "rds", "production"] as const;
const PASSWORD_PLACEHOLDER = "[YOUR-PASSWORD]";
/** Supabase's pooler in transaction mode; its session mode is on 5432. */
const SUPABASE_TRANSACTION_PORT = "6543";

const port = wholeNumber(1, 65535);
const common = z.object({
  DB_TYPE: z.enum(DB_TYPES, { error: `expected one of ${DB_TYPES.join(", ")}` }).optional(),
  DATABASE_URL: z.string().optional(),
  DATABASE_POOL_SIZE: wholeNumber(1, 200).default(10),
  DATABASE_CA_FILE: z.string().optional(),
});
const ask = (what: string) => z.string({ error: what });

/** Which Postgres: a server by `DATABASE_URL` or `DB_TYPE`, otherwise the embedded one. */
export function parseDatabaseConfig(env: Env): DatabaseConfig {
  const { DB_TYPE, DATABASE_URL, DATABASE_POOL_SIZE, DATABASE_CA_FILE } = readSettings(common, env);
  if (DB_TYPE && DATABASE_URL) {
    throw new WrongSettings(["DATABASE_URL and DB_TYPE are both set: keep the one that says which database is meant"]);
  }
  const shared = { kind: "server" as const, poolSize: DATABASE_POOL_SIZE, caFile: DATABASE_CA_FILE ?? null };
  if (DATABASE_URL) return { ...shared, source: "DATABASE_URL", ...fromUrl("DATABASE_URL", DATABASE_URL, "off") };
  switch (DB_TYPE) {
    case undefined:
      return { kind: "embedded" };
    case "local":
      return { ...shared, source: DB_TYPE, url: localUrl(env), tls: "off", prepare: true };
    case "production":
      return { ...shared, source: DB_TYPE, ...fromUrl("POSTGRES_HOST", productionUrl(env), "require") };
    case "rds":
      return {
        ...shared,
        source: DB_TYPE,
        ...fromUrl("RDS_HOST", rdsUrl(env), DATABASE_CA_FILE ? "verify-full" : "require"),
      };
    case "supabase":
      return { ...shared, source: DB_TYPE, ...fromUrl("SUPABASE_DIRECT_URL", supabaseUrl(env), "require") };
    default:
      return DB_TYPE satisfies never;
  }
}

function localUrl(env: Env): string {
  const s = readSettings(
    z.object({
      POSTGRES_USER: z.string().default("postgres"),
      POSTGRES_PASSWORD: z.string().default("password"),
      POSTGRES_DB: z.string().default("sesac_db"),
      POSTGRES_HOST: z.string().default("localhost"),
      POSTGRES_PORT: port.default(5432),
    }),
    env,
  );
  return urlOf(s.POSTGRES_USER, s.POSTGRES_PASSWORD, s.POSTGRES_HOST, s.POSTGRES_PORT, s.POSTGRES_DB);
}

function productionUrl(env: Env): string {
  const s = readSettings(
    z.object({
      POSTGRES_USER: z.string().default("postgres"),
      POSTGRES_PASSWORD: ask("DB_TYPE=production needs the database's password"),
      POSTGRES_DB: z.string().default("sesac_db"),
      POSTGRES_HOST: ask("DB_TYPE=production needs the database's host"),
      POSTGRES_PORT: port.default(5432),
    }),
    env,
  );
  return urlOf(s.POSTGRES_USER, s.POSTGRES_PASSWORD, s.POSTGRES_HOST, s.POSTGRES_PORT, s.POSTGRES_DB);
}

function rdsUrl(env: Env): string {
  const s = readSettings(
    z.object({
      RDS_USER: ask("DB_TYPE=rds needs the database user"),
      RDS_PASSWORD: ask("DB_TYPE=rds needs the user's password"),
      RDS_HOST: ask("DB_TYPE=rds needs the endpoint, such as name.abc123.ap-northeast-2.rds.amazonaws.com"),
      RDS_DB: ask("DB_TYPE=rds needs the database's name"),
      RDS_PORT: port.default(5432),
    }),
    env,
  );
  return urlOf(s.RDS_USER, s.RDS_PASSWORD, s.RDS_HOST, s.RDS_PORT, s.RDS_DB);
}

/** The direct URL as Supabase's dashboard shows it, its `[YOUR-PASSWORD]` replaced. */
function supabaseUrl(env: Env): string {
  const s = readSettings(
    z.object({
      SUPABASE_DIRECT_URL: ask("DB_TYPE=supabase needs the connection string from the project's settings"),
      SUPABASE_PASSWORD: z.string().optional(),
    }),
    env,
  );
  if (!s.SUPABASE_DIRECT_URL.includes(PASSWORD_PLACEHOLDER)) return s.SUPABASE_DIRECT_URL;
  if (!s.SUPABASE_PASSWORD) {
    throw new WrongSettings([
      `SUPABASE_PASSWORD is not set: SUPABASE_DIRECT_URL still has ${PASSWORD_PLACEHOLDER} in it, which it replaces`,
    ]);
  }
  return s.SUPABASE_DIRECT_URL.replace(PASSWORD_PLACEHOLDER, encodeURIComponent(s.SUPABASE_PASSWORD));
}

function urlOf(user: string, password: string, host: string, port: number, database: string): string {
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
}

/** TLS from `sslmode` where the URL has it; prepared statements off where it points at a transaction pooler. */
function fromUrl(
  name: string,
  text: string,
  tlsDefault: ServerDatabase["tls"],
): Pick<ServerDatabase, "url" | "tls" | "prepare"> {
  // "postgresql+psycopg://" is how Python programs write the same address.
  const normalised = text.replace(/^postgres(ql)?(\+\w+)?:\/\//, "postgres://");
  if (!normalised.startsWith("postgres://") || !URL.canParse(normalised)) {
    throw new WrongSettings([`${name} is not an address: expected postgres://user:password@host:port/database`]);
  }
  const url = new URL(normalised);
  const tls = tlsOf(name, url.searchParams.get("sslmode"), tlsDefault);
  const pooled = url.port === SUPABASE_TRANSACTION_PORT || url.searchParams.get("pgbouncer") === "true";
  url.searchParams.delete("sslmode");
  url.searchParams.delete("pgbouncer");
  return { url: url.href, tls, prepare: !pooled };
}

function tlsOf(name: string, sslmode: string | null, otherwise: ServerDatabase["tls"]): ServerDatabase["tls"] {
  switch (sslmode) {
    case null:
      return otherwise;
    case "disable":
      return "off";
    case "require":
    case "prefer":
    case "allow":
      return "require";
    case "verify-ca":
    case "verify-full":
      return "verify-full";
    default:
      throw new WrongSettings([`${name} has sslmode=${sslmode}: expected disable, require or verify-full`]);
  }
}
