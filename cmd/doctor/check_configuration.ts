import type { Config } from "../wiring/config/config.ts";
import { isLoopback } from "../wiring/config/http_config.ts";
import { type CheckResult, resultsOf } from "./check_result.ts";

interface ConfigurationFacts {
  readonly config: Config;
  /** Names in the `.env` file that no setting has. */
  readonly unknownNames: readonly string[];
  /** Whether other users of this machine can read the `.env` file; `null` where there is none. */
  readonly envFileIsOpen: boolean | null;
}

const { ok, warning } = resultsOf("configuration");

/** What can be said of the settings before any engine is asked. */
export function checkConfiguration({ config, unknownNames, envFileIsOpen }: ConfigurationFacts): CheckResult[] {
  return [
    ok("settings", "every setting can be read"),
    ...unknownNames.map((name) =>
      warning(
        "unknownSetting",
        `.env sets ${name}, which nothing reads`,
        `Correct its name as .env.example has it, or remove it.`,
      )
    ),
    ...checkEnvFile(envFileIsOpen),
    ...checkApi(config),
    ...checkRedisUrl(config),
    ...checkAuthorities(config),
    ...checkKafkaLogin(config),
  ];
}

function checkEnvFile(isOpen: boolean | null): CheckResult[] {
  if (isOpen === null) return [];
  if (!isOpen) return [ok("envFile", ".env can be read by its owner alone")];
  return [warning("envFile", ".env can be read by other users of this machine", "Run `chmod 600 .env`.")];
}

function checkApi({ http }: Config): CheckResult[] {
  if (http.loopbackOnly) return [ok("api", `the API listens on ${http.host}, for this machine alone`)];
  if (http.apiKeys.length > 0) return [ok("api", `the API asks for one of ${http.apiKeys.length} keys`)];
  return [warning(
    "api",
    `HOST is ${http.host} and API_KEYS is not set: the API will not start`,
    'Set API_KEYS to the digest of a key (`printf %s "$KEY" | sha256sum`), or HOST to 127.0.0.1.',
  )];
}

function checkRedisUrl({ redis }: Config): CheckResult[] {
  if (!redis) return [];
  const urls = redis.url.split(",").map((part) => new URL(part.trim()));
  const open = urls.find(({ hostname, password }) => !isLoopback(hostname) && password === "");
  const plain = urls.find(({ hostname, protocol, password }) =>
    !isLoopback(hostname) && protocol === "redis:" && password !== ""
  );
  return [
    ...(open
      ? [warning(
        "redisPassword",
        `REDIS_URL has no password for ${open.hostname}`,
        "Make Redis ask for a password and put it into REDIS_URL, unless its network is private.",
      )]
      : []),
    ...(plain
      ? [warning(
        "redisTls",
        `the password of ${plain.hostname} travels in clear text`,
        "Write rediss:// in REDIS_URL, for TLS.",
      )]
      : []),
  ];
}

/** Authorities that were given and are never asked. */
function checkAuthorities({ database, redis }: Config): CheckResult[] {
  const idle: CheckResult[] = [];
  if (database.kind === "server" && database.caFile && database.tls === "off") {
    idle.push(warning(
      "databaseCaFile",
      "DATABASE_CA_FILE is set, but TLS is switched off",
      "Remove sslmode=disable, or DATABASE_CA_FILE.",
    ));
  }
  if (database.kind === "server" && database.certificate && database.tls === "off") {
    idle.push(warning(
      "databaseCertFile",
      "DATABASE_CERT_FILE is set, but TLS is switched off, so nobody is shown the certificate",
      "Set DATABASE_SSLMODE=verify-full, or remove DATABASE_CERT_FILE and DATABASE_KEY_FILE.",
    ));
  }
  if (redis?.caFile && !redis.url.startsWith("rediss:")) {
    idle.push(warning(
      "redisCaFile",
      "REDIS_CA_FILE is set, but REDIS_URL is without TLS",
      "Write rediss:// in REDIS_URL, or remove REDIS_CA_FILE.",
    ));
  }
  if (redis?.certificate && !redis.url.startsWith("rediss:")) {
    idle.push(warning(
      "redisCertFile",
      "REDIS_CERT_FILE is set, but REDIS_URL is without TLS, so nobody is shown the certificate",
      "Write rediss:// in REDIS_URL, or remove REDIS_CERT_FILE and REDIS_KEY_FILE.",
    ));
  }
  return idle;
}

function checkKafkaLogin({ kafka }: Config): CheckResult[] {
  const isFar = kafka?.brokers.some((broker) => !isLoopback(broker.slice(0, broker.lastIndexOf(":"))));
  if (!kafka?.sasl || kafka.tls || !isFar) return [];
  return [warning("kafkaTls", "the login to Kafka travels without TLS", "Set KAFKA_TLS=true.")];
}
