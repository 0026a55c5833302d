import type { Migration } from "../../adapters/postgres/core/migrations.ts";
import type { PostgresFacts, PostgresProbe } from "../../adapters/postgres/core/probe.ts";
import { isLoopback } from "../wiring/config/config.ts";
import type { ServerDatabase } from "../wiring/config/database_config.ts";
import { type Finding, findingsOf, type Subject } from "./finding.ts";
import { judgeClock } from "./judge_clock.ts";

const postgres = findingsOf("postgres");
const { ok, warning, error } = postgres;

const OLDEST_VERSION = 140_000;
/** Room that other programs and a second copy of each process need. */
const SPARE_CONNECTIONS = 20;

/** Why a connection fails, by what the driver or the server says, and what to do. */
const UNREACHABLE: readonly (readonly [RegExp, string])[] = [
  [/28P01|password authentication|role .* does not exist/i, "Correct the user or the password in the settings."],
  [
    /28000|pg_hba|no encryption/i,
    "Allow this machine and user in pg_hba.conf, or set DATABASE_SSLMODE=require if the server asks for TLS.",
  ],
  [/3D000|does not exist/i, "Create the database, or correct its name in the settings."],
  [/53300|too many (clients|connections)/i, "Close what holds the connections, or raise max_connections."],
  [
    /self.signed|unable to (get|verify)|UNKNOWN_CA|UnknownIssuer|certificate/i,
    "Set DATABASE_CA_FILE to the authority that signed the server's certificate.",
  ],
  [
    /does not support SSL|before secure TLS connection/i,
    "Switch TLS on in the server, or set DATABASE_SSLMODE (or sslmode in the URL) to disable if the network is private.",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|failed to lookup|name or service/i,
    "Correct the host's name; a Supabase direct address has IPv6 alone, its session pooler IPv4 too.",
  ],
  [
    /ENETUNREACH|EHOSTUNREACH|unreachable/i,
    "Use an address that this network can reach; a Supabase direct address has IPv6 alone, its session pooler IPv4 too.",
  ],
  [/ECONNREFUSED|refused/i, "Start the server, or correct host and port in the settings."],
];

/** What a database is for. */
export interface DatabaseRole {
  readonly subject: Subject;
  /** Whether it keeps vectors. */
  readonly hasVectors: boolean;
}

const SHOP: DatabaseRole = { subject: "postgres", hasVectors: true };

export function judgePostgres(
  sight: PostgresProbe,
  migrations: readonly Migration[] | null,
  config: ServerDatabase,
  { subject, hasVectors }: DatabaseRole = SHOP,
): Finding[] {
  return judge(sight, migrations, config, hasVectors).map((finding) => ({ ...finding, subject }));
}

function judge(
  sight: PostgresProbe,
  migrations: readonly Migration[] | null,
  config: ServerDatabase,
  hasVectors: boolean,
): Finding[] {
  const where = `${new URL(config.url).host} (${config.source})`;
  if (!sight.reachable) {
    const said = `${sight.code} ${sight.reason}`;
    const mend = UNREACHABLE.find(([pattern]) => pattern.test(said))?.[1] ??
      "Check that the server runs and that a firewall lets this machine in.";
    return [error("reachable", `${where} can't be reached: ${sight.reason}`, mend)];
  }
  const { facts } = sight;
  return [
    ok("reachable", `${where} answers to ${facts.user}`),
    judgeVersion(facts),
    ...judgeWriting(facts),
    judgePooling(facts, config),
    ...(hasVectors ? [judgeVector(facts)] : []),
    ...(migrations ? [judgeMigrations(migrations)] : []),
    judgeClock(postgres, facts.clockOffsetMs),
    judgeTls(facts, config),
    judgeConnections(facts, config),
    ok(
      "size",
      `the database holds ${Math.ceil(facts.databaseBytes / 1_048_576)} MB; the server does not tell how much is free`,
    ),
  ];
}

function judgeVersion({ version, versionNumber }: PostgresFacts): Finding {
  if (versionNumber >= OLDEST_VERSION) return ok("version", `PostgreSQL ${version}`);
  return error("version", `PostgreSQL ${version} is older than 14`, "Upgrade the server to 14 or newer.");
}

function judgeWriting({ readOnly, writeRefusal, user }: PostgresFacts): Finding[] {
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

function judgePooling({ pooling }: PostgresFacts, { prepare }: ServerDatabase): Finding {
  if (pooling.mode === "session") return ok("pooling", "each connection has a server session of its own");
  if (!prepare) return ok("pooling", "a transaction pooler is in between; prepared statements are off");
  if (pooling.prepares) return ok("pooling", "a transaction pooler is in between, and it knows prepared statements");
  return error(
    "pooling",
    "a transaction pooler is in between, and it does not know prepared statements",
    "Set DATABASE_PREPARE=false, or use the pooler's session mode.",
  );
}

function judgeVector({ vector: { available, installed } }: PostgresFacts): Finding {
  if (installed) return ok("pgvector", `pgvector ${installed} is installed`);
  if (available) return ok("pgvector", `pgvector ${available} can be installed`);
  return warning(
    "pgvector",
    "pgvector is not there: migrate stops before the tables that need it",
    "Install the server's pgvector package, or use the image pgvector/pgvector:pg16.",
  );
}

function judgeMigrations(migrations: readonly Migration[]): Finding {
  const waiting = migrations.filter(({ appliedAt }) => appliedAt === null);
  if (waiting.length === 0) return ok("migrations", `all ${migrations.length} migrations are applied`);
  const names = waiting.map(({ version, name }) => `${String(version).padStart(3, "0")} ${name}`).join(", ");
  return warning(
    "migrations",
    `${waiting.length} of ${migrations.length} migrations wait: ${names}`,
    "Run `deno task migrate`.",
  );
}

function judgeTls({ tlsVersion, pooling }: PostgresFacts, { tls, url }: ServerDatabase): Finding {
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

function judgeConnections({ connections: { used, limit } }: PostgresFacts, { poolSize }: ServerDatabase): Finding {
  const what = `${used} of ${limit} connections are in use, and each process opens up to ${poolSize}`;
  return used + poolSize + SPARE_CONNECTIONS <= limit ? ok("connections", what) : warning(
    "connections",
    what,
    "Lower DATABASE_POOL_SIZE, put a pooler in between, or raise max_connections.",
  );
}
