import type { ConnectionRefusal, ConnectionRefusalCode } from "../../../adapters/system/connection_refusal.ts";
import type { KafkaConfig } from "../config/kafka_config.ts";
import type { RedisConfig } from "../config/redis_config.ts";
import type { ServerDatabase } from "../config/database_config.ts";
import type { ArchiveConfig, DynamoConfig } from "../config/identity_config.ts";

export interface EngineSettings {
  readonly address: string;
  readonly login: string;
  /** Behind "set": how TLS is switched on, and off. */
  readonly tlsOn: string;
  readonly tlsOff: string;
  readonly caFile: string | null;
  readonly hasCertificate: boolean;
  /** Of the variables about TLS: "KAFKA" of KAFKA_CA_FILE. */
  readonly prefix: string;
  readonly mechanism: string | null;
  readonly noLogin: readonly [cause: string, remedy: string];
  readonly allow: string;
  /** What to do when a name is unknown, nothing listens, and nothing answers. */
  readonly host: string;
  readonly start: string;
  readonly silence: string;
}

/** Without a capital or a period. */
export interface Explanation {
  readonly code: ConnectionRefusalCode;
  readonly cause: string;
  readonly remedy: string;
}

const NO_TLS = { caFile: null, hasCertificate: false, tlsOn: "", tlsOff: "", mechanism: null } as const;

export function databaseSettings(
  { source, caFile, certificate, passwordFile }: Omit<ServerDatabase, "url">,
): EngineSettings {
  const address = source.endsWith("DATABASE_URL") ? source : `DB_TYPE=${source}`;
  const place = `${address.startsWith("DB_TYPE") ? "of" : "in"} ${address}`;
  const login = passwordFile
    ? `the user ${place} or the file of ${passwordFile.variable}`
    : `user and password ${place}`;
  const ipv6 = "a Supabase direct address has IPv6 alone, its session pooler IPv4 too";
  return {
    prefix: "DATABASE",
    address,
    login,
    tlsOn: "DATABASE_SSLMODE=verify-full, and DATABASE_CA_FILE to the authority that signed its certificate",
    tlsOff: "DATABASE_SSLMODE (or sslmode in the URL) to disable if the network is private, or TLS up in the server",
    mechanism: null,
    caFile,
    hasCertificate: certificate !== null,
    noLogin: [`${address} has no password`, login],
    allow: "allow this machine and user in pg_hba.conf, or correct the user",
    host: `correct the host's name in ${address}; ${ipv6}`,
    start: `start the server, or correct host and port in ${address}`,
    silence: "check that the server runs and that a firewall lets this machine in",
  };
}

export function redisSettings({ url, caFile, certificate, passwordFile }: RedisConfig): EngineSettings {
  const login = passwordFile
    ? `the user in REDIS_URL or the file of ${passwordFile.variable}`
    : "user and password in REDIS_URL, rediss://user:password@host:port, percent-encoded";
  const start = "start Redis, or correct host and port in REDIS_URL" +
    (url.startsWith("rediss:") ? "; without TLS it begins with redis://" : "");
  return {
    prefix: "REDIS",
    address: "REDIS_URL",
    login,
    tlsOn: "REDIS_URL to rediss://…, and REDIS_CA_FILE to the authority that signed its certificate",
    tlsOff: "REDIS_URL to redis://…, or to the port that speaks TLS",
    mechanism: null,
    caFile,
    hasCertificate: certificate !== null,
    noLogin: ["REDIS_URL has no password", login],
    allow: `correct ${login}, or give the user the right`,
    host: "correct the host's name in REDIS_URL",
    start,
    silence: start,
  };
}

export function kafkaSettings({ tls, sasl, caFile, certificate }: KafkaConfig): EngineSettings {
  const password = sasl?.passwordFile ? `the file of ${sasl.passwordFile.variable}` : "KAFKA_SASL_PASSWORD";
  const login = `KAFKA_SASL_USERNAME and ${password}`;
  return {
    prefix: "KAFKA",
    address: "KAFKA_BROKERS",
    login,
    tlsOn: "KAFKA_TLS=true, or KAFKA_CA_FILE to the authority that signed its certificate",
    tlsOff: "KAFKA_TLS=false without KAFKA_CA_FILE, or KAFKA_BROKERS to the listener that speaks TLS",
    mechanism: sasl?.mechanism ?? null,
    caFile,
    hasCertificate: certificate !== null,
    noLogin: ["KAFKA_SASL_MECHANISM is not set", `KAFKA_SASL_MECHANISM, ${login}`],
    allow: `correct ${login}, or give the user the right`,
    host: "correct the hosts' names in KAFKA_BROKERS",
    start: "start the brokers, or correct the addresses in KAFKA_BROKERS",
    silence: tls
      ? "set KAFKA_TLS=false if the brokers speak without TLS"
      : "set KAFKA_TLS=true if the brokers want TLS, and check the addresses that they advertise",
  };
}

export function dynamoSettings({ endpoint }: Pick<DynamoConfig, "endpoint">): EngineSettings {
  const start = "start it, or correct DYNAMODB_ENDPOINT; without it AWS itself is asked";
  return {
    ...NO_TLS,
    prefix: "DYNAMODB",
    address: endpoint ? "DYNAMODB_ENDPOINT" : "AWS_REGION",
    login: "the role of this machine, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    noLogin: ["AWS_ACCESS_KEY_ID is not set", "it and AWS_SECRET_ACCESS_KEY, or give this machine a role"],
    allow: "allow the role dynamodb:DescribeTable, and what the template's policy names",
    host: "correct the host's name in DYNAMODB_ENDPOINT, or the region in AWS_REGION",
    start,
    silence: start,
  };
}

export function archiveSettings({ endpoint }: Pick<ArchiveConfig, "endpoint">): EngineSettings {
  const start = "correct S3_ENDPOINT or AWS_REGION, and give this machine a role or AWS_ACCESS_KEY_ID";
  return {
    ...dynamoSettings({ endpoint }),
    prefix: "S3",
    address: endpoint ? "S3_ENDPOINT" : "AWS_REGION",
    host: start,
    start,
    silence: start,
  };
}

type Row = (settings: EngineSettings, where: string) => readonly [cause: string, remedy: string];

const unreachable = (remedyOf: (settings: EngineSettings) => string): Row => (settings, where) => [
  `${settings.address}: ${where} is unreachable`,
  remedyOf(settings),
];

const TABLE: Readonly<Record<ConnectionRefusalCode, Row>> = {
  unknown_host: unreachable(({ host }) => host),
  no_route: unreachable(({ host }) => `use an address that this network can reach; ${host}`),
  nothing_listens: unreachable(({ start }) => start),
  no_answer: unreachable(({ silence }) => silence),
  too_many_connections: unreachable(() => "close what holds the connections, or raise max_connections"),
  read_only: ({ address }, where) => [
    `${address}: ${where} is read-only: a standby, or no longer the primary`,
    "use the primary's address; it follows a failover if its name does, or if it lists every host",
  ],
  cluster_down: unreachable(() => "check `redis-cli cluster info`: every slot needs a master"),
  unknown_authority: ({ prefix, caFile }, where) => [
    `${prefix}_CA_FILE is ${caFile ?? "not set"}, but another authority signed the certificate of ${where}`,
    `set ${prefix}_CA_FILE to the PEM file of the authority that did`,
  ],
  certificate_expired: ({ address }, where) => [
    `${address} leads to ${where}, whose certificate has expired or is not valid yet`,
    "renew the server's certificate, or set this machine's clock",
  ],
  certificate_for_other_name: ({ address }, where) => [
    `${address} leads to ${where}, whose certificate is for another name`,
    "use a name that the certificate has, or have one made for this name; servers advertise names of their own",
  ],
  wants_certificate: ({ prefix, hasCertificate }, where) =>
    hasCertificate
      ? [
        `${prefix}_CERT_FILE is wrong: ${where} rejects this certificate`,
        `set ${prefix}_CERT_FILE and ${prefix}_KEY_FILE to a valid certificate that the server's authority signed`,
      ]
      : [
        `${prefix}_CERT_FILE is not set: ${where} wants a certificate of its clients`,
        `set ${prefix}_CERT_FILE and ${prefix}_KEY_FILE to the PEM files of one`,
      ],
  wants_tls: ({ address, tlsOn }, where) => [
    `${address} is without TLS, and ${where} speaks TLS alone`,
    `set ${tlsOn}`,
  ],
  wants_no_tls: ({ address, tlsOff }, where) => [`${address} is with TLS, and ${where} speaks none`, `set ${tlsOff}`],
  wants_login: ({ noLogin: [cause, variables] }, where) => [`${cause}: ${where} wants a login`, `set ${variables}`],
  wants_no_login: ({ mechanism }, where) => [
    `KAFKA_SASL_MECHANISM is ${mechanism}, and ${where} takes no login`,
    "remove KAFKA_SASL_MECHANISM, or set KAFKA_BROKERS to the listener that takes one",
  ],
  login_refused: ({ address, login, mechanism }, where) => [
    `${address}: ${where} rejects the credentials`,
    `correct ${login}${mechanism ? `; the user must be known by ${mechanism}` : ""}`,
  ],
  mechanism_refused: ({ mechanism }, where) => [
    `KAFKA_SASL_MECHANISM is ${mechanism}, which ${where} does not know`,
    "set it to one that the broker has in sasl.enabled.mechanisms",
  ],
  no_such_database: ({ address }, where) => [
    `${address}: ${where} has no such database`,
    "create it, or correct its name",
  ],
  not_allowed: ({ address, allow }, where) => [`${address}: ${where} does not let this user in`, allow],
};

export function explainRefusal({ code, detail, address }: ConnectionRefusal, settings: EngineSettings): Explanation {
  const [cause, remedy] = TABLE[code](settings, address);
  return { code, cause: `${cause} (${detail})`, remedy };
}
