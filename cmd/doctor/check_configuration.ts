import type { Config } from "../wiring/config/config.ts";
import { isLoopback } from "../../domain/shared/is_loopback.ts";
import { type CheckResult, resultsOf } from "./check_result.ts";
import { parseEnv } from "node:util";

interface ConfigurationFacts {
  readonly config: Config;
  readonly unknownNames: readonly string[];
  /** `null` without a `.env` file. */
  readonly envFileIsOpen: boolean | null;
}

const { ok, warning } = resultsOf("configuration");

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

/** Certificates that are set, and not used because TLS is off. */
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
      "DATABASE_CERT_FILE is set, but TLS is switched off, so the certificate is not used",
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
      "REDIS_CERT_FILE is set, but REDIS_URL is without TLS, so the certificate is not used",
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

export interface EnvFile {
  readonly names: readonly string[];
  readonly isOpen: boolean;
}

const READ_BY_OTHERS = 0o044;

/** The `.env` file of the folder that the process was started in; `null` where there is none. */
export async function readEnvFile(path = ".env"): Promise<EnvFile | null> {
  const text = await Deno.readTextFile(path).catch(() => null);
  if (text === null) return null;
  const { mode } = await Deno.stat(path);
  return { names: Object.keys(parseEnv(text)), isOpen: mode !== null && (mode & READ_BY_OTHERS) !== 0 };
}
