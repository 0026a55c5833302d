import type { Migration } from "../../adapters/postgres/core/migrations.ts";
import type { PostgresFacts } from "../../adapters/postgres/core/probe.ts";
import { isLoopback } from "../../domain/shared/is_loopback.ts";
import type { ServerDatabase } from "../wiring/config/database_config.ts";
import { checkClock, type CheckResult, resultsOf, type Subject } from "./check_result.ts";

const postgres = resultsOf("postgres");
const { ok, warning, error } = postgres;

const OLDEST_VERSION = 140_000;
/** Room that other programs and a second copy of each process need. */
const SPARE_CONNECTIONS = 20;

const MAKE_UTF8 =
  "Make it anew with `create database NAME encoding 'UTF8' template template0`, and copy what it holds.";

export interface DatabaseRole {
  readonly subject: Subject;
  readonly hasVectors: boolean;
}

const SHOP: DatabaseRole = { subject: "postgres", hasVectors: true };

export function checkPostgres(
  facts: PostgresFacts,
  migrations: readonly Migration[] | null,
  config: ServerDatabase,
  { subject, hasVectors }: DatabaseRole = SHOP,
): CheckResult[] {
  const where = `${new URL(config.url).host} (${config.source})`;
  const results = [
    ok("reachable", `${where} answers to ${facts.user}`),
    checkVersion(facts),
    checkEncoding(facts),
    ...checkWriting(facts),
    checkPooling(facts, config),
    ...(hasVectors ? [checkVector(facts)] : []),
    ...(migrations ? [checkMigrations(migrations)] : []),
    checkClock(postgres, facts.clockOffsetMs),
    checkTls(facts, config),
    checkConnections(facts, config),
    ok(
      "size",
      `the database holds ${Math.ceil(facts.databaseBytes / 1_048_576)} MB; the server does not tell how much is free`,
    ),
  ];
  return results.map((result) => ({ ...result, subject }));
}

export function checkIds(open: number): CheckResult {
  if (open === 0) return ok("ids", "every id has one spelling");
  return warning(
    "ids",
    `${open} ids are stored in two spellings, such as composed and decomposed Hangul`,
    "Decide on each: `deno task migrate ids` lists them.",
  );
}

function checkVersion({ version, versionNumber }: PostgresFacts): CheckResult {
  if (versionNumber >= OLDEST_VERSION) return ok("version", `PostgreSQL ${version}`);
  return error("version", `PostgreSQL ${version} is older than 14`, "Upgrade the server to 14 or newer.");
}

function checkEncoding({ encoding }: PostgresFacts): CheckResult {
  if (encoding === "UTF8") return ok("encoding", "the database stores every script, in UTF8");
  return error("encoding", `the database stores text in ${encoding}: names may be refused or cut`, MAKE_UTF8);
}

function checkWriting({ readOnly, writeRefusal, user }: PostgresFacts): CheckResult[] {
  if (readOnly) {
    return [
      error(
        "writable",
        "the server takes no changes",
        "Use the address of the primary, not of a standby or a read replica.",
      ),
    ];
  }
  if (writeRefusal === null) return [ok("writable", "tables can be made and written to")];
  return [error(
    "writable",
    `no table can be made: ${writeRefusal}`,
    `Run \`grant create, usage on schema public to "${user}"\` as the database's owner.`,
  )];
}

function checkPooling({ pooling }: PostgresFacts, { prepare }: ServerDatabase): CheckResult {
  if (pooling.mode === "session") return ok("pooling", "each connection has a server session of its own");
  if (prepare !== true) return ok("pooling", "a transaction pooler is in between; prepared statements are off");
  if (pooling.prepares) return ok("pooling", "a transaction pooler is in between, and it knows prepared statements");
  return error(
    "pooling",
    "a transaction pooler is in between, and it does not know prepared statements",
    "Remove DATABASE_PREPARE=true, or use the pooler's session mode.",
  );
}

function checkVector({ vector: { available, installed } }: PostgresFacts): CheckResult {
  if (installed) return ok("pgvector", `pgvector ${installed} is installed`);
  if (available) return ok("pgvector", `pgvector ${available} can be installed`);
  return warning(
    "pgvector",
    "pgvector is not there: migrate stops before the tables that need it",
    "Install the server's pgvector package, or use the image pgvector/pgvector:pg16.",
  );
}

function checkMigrations(migrations: readonly Migration[]): CheckResult {
  const waiting = migrations.filter(({ appliedAt }) => appliedAt === null);
  if (waiting.length === 0) return ok("migrations", `all ${migrations.length} migrations are applied`);
  const names = waiting.map(({ version, name }) => `${String(version).padStart(3, "0")} ${name}`).join(", ");
  return warning(
    "migrations",
    `${waiting.length} of ${migrations.length} migrations wait: ${names}`,
    "Run `deno task migrate`.",
  );
}

function checkTls({ tlsVersion, pooling }: PostgresFacts, { tls, url }: ServerDatabase): CheckResult {
  const isNear = isLoopback(new URL(url).hostname);
  switch (tls) {
    case "verify-full":
      return ok("tls", `TLS, the server's certificate is checked${tlsVersion ? ` (${tlsVersion})` : ""}`);
    case "require":
      if (isNear) return ok("tls", "TLS to this machine itself");
      return warning(
        "tls",
        "TLS, but any certificate is taken for the server's",
        "Set DATABASE_CA_FILE to the authority's certificate, such as Supabase's or the RDS bundle global-bundle.pem.",
      );
    case "off":
      if (isNear) return ok("tls", "no TLS, to this machine itself");
      return warning(
        "tls",
        pooling.mode === "session" && tlsVersion
          ? "TLS was not asked for"
          : "passwords and orders travel in clear text",
        "Set DATABASE_SSLMODE=verify-full and DATABASE_CA_FILE, unless the network is private.",
      );
    default:
      return tls satisfies never;
  }
}

function checkConnections({ connections: { used, limit } }: PostgresFacts, { poolSize }: ServerDatabase): CheckResult {
  const what = `${used} of ${limit} connections are in use, and each process opens up to ${poolSize}`;
  return used + poolSize + SPARE_CONNECTIONS <= limit ? ok("connections", what) : warning(
    "connections",
    what,
    "Lower DATABASE_POOL_SIZE, put a pooler in between, or raise max_connections.",
  );
}
