import { z } from "zod";
import { DEFAULT_GROWTH, type GrowthCurve } from "../../../domain/commerce/simulation/growth.ts";
import { cacheFolder } from "./cache_folder.ts";
import { type ClientCertificate, clientCertificate } from "./client_certificate.ts";
import { DATABASE_SETTINGS, type DatabaseConfig, parseDatabaseConfig } from "./database_config.ts";
import { EMBEDDING_SETTINGS, type EmbeddingConfig, parseEmbeddingConfig } from "./embedding_config.ts";
import { IDENTITY_SETTINGS, type IdentityConfig, parseIdentityConfig } from "./identity_config.ts";
import { OLD_DATABASE_SETTINGS } from "./old_database_config.ts";
import type { Env } from "./read_env.ts";
import { parseSourcingConfig, SOURCING_SETTINGS, type SourcingConfig } from "./sourcing_config.ts";
import { commaList, decimalNumber, flag, readSettings, wholeNumber, WrongSettings } from "./settings.ts";
import { MINUTE_MS } from "../../../domain/shared/durations.ts";

export interface Config {
  readonly logLevel: string;
  readonly http: HttpConfig;
  /** Where `/healthz`, `/readyz` and `/metrics` of a process without an API are; `null`: any free port. */
  readonly probePort: number | null;
  readonly database: DatabaseConfig;
  /** Where the embedded engines keep their files; `null` keeps everything in memory. */
  readonly dataFolder: string | null;
  /** Where what can be made again is kept between processes, `null`: nowhere. */
  readonly cacheFolder: string | null;
  readonly redis: RedisConfig | null;
  readonly kafka: KafkaConfig | null;
  /** Before every topic, group and cache key, so that several installations can share engines. */
  readonly prefix: string;
  readonly cache: { readonly refreshSeconds: number; readonly poolSize: number };
  readonly gradeIntervalSeconds: number;
  readonly embedding: EmbeddingConfig;
  readonly growth: GrowthCurve;
  /** Whether the calendar and the weather bring their scenarios to the live stream. */
  readonly scenarioCalendar: boolean;
  readonly identity: IdentityConfig;
  /** The three databases of sourcing, and what its processes need to know. */
  readonly sourcing: SourcingConfig;
  /** The key that a command sends which calls an API; `null`: none. */
  readonly clientKey: string | null;
}

export interface HttpConfig {
  readonly host: string;
  readonly port: number;
  /** SHA-256 digests, hexadecimal. */
  readonly apiKeys: readonly string[];
  /** Somebody vouches that only this machine reaches the address, as with a container's port published on loopback. */
  readonly loopbackOnly: boolean;
  readonly bodyLimitBytes: number;
  readonly requestsPerMinute: number;
}

export interface RedisConfig {
  readonly url: string;
  /** Whether the one address is the entrance to a Cluster; several addresses always are. */
  readonly cluster: boolean;
  /** File with the PEM text of the authority that signed the server's certificate. */
  readonly caFile: string | null;
  readonly certificate: ClientCertificate | null;
}

export interface KafkaConfig {
  readonly brokers: readonly string[];
  readonly tls: boolean;
  readonly caFile: string | null;
  readonly certificate: ClientCertificate | null;
  readonly sasl: {
    readonly mechanism: "plain" | "scram-sha-256" | "scram-sha-512";
    readonly username: string;
    readonly password: string;
  } | null;
  readonly partitions: number;
  readonly replicas: number;
}

/** Every variable that {@link parseConfig} reads. */
export function settingNames(): string[] {
  return [
    ...Object.keys(settings.shape),
    ...DATABASE_SETTINGS,
    ...EMBEDDING_SETTINGS,
    ...IDENTITY_SETTINGS,
    ...SOURCING_SETTINGS,
    ...OLD_DATABASE_SETTINGS,
  ];
}

const BROKER = /^[^\s:,]+:\d{1,5}$/;
const settings = z.object({
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal"], {
    error: "expected trace, debug, info, warn, error or fatal",
  })
    .default("info"),
  HOST: z.string().default("127.0.0.1"),
  PORT: wholeNumber(0, 65535).default(8000),
  METRICS_PORT: wholeNumber(0, 65535).optional(),
  PUBLISHED_ON_LOOPBACK: flag.default(false),
  API_KEYS: z.string().default("").transform(commaList).refine(
    (keys) => keys.every((key) => /^[0-9a-f]{64}$/.test(key)),
    'expected SHA-256 digests in hexadecimal, made with: printf %s "$KEY" | sha256sum',
  ),
  API_KEY: z.string().regex(/^[\x21-\x7e]+$/, "expected a key without spaces, in ASCII").optional(),
  BODY_LIMIT_BYTES: wholeNumber(1_024, 100_000_000).default(1_048_576),
  RATE_LIMIT_PER_MINUTE: wholeNumber(1, 10_000_000).default(6_000),
  DATA_DIR: z.string().default("./data"),
  REDIS_URL: z.string().refine(
    isRedisUrl,
    "expected redis://host:port, or rediss:// for TLS; a password percent-encoded",
  )
    .optional(),
  REDIS_CLUSTER: flag.default(false),
  REDIS_CA_FILE: z.string().optional(),
  REDIS_CERT_FILE: z.string().optional(),
  REDIS_KEY_FILE: z.string().optional(),
  KAFKA_BROKERS: z.string().transform(commaList)
    .refine(
      (list) => list.length > 0 && list.every((broker) => BROKER.test(broker)),
      "expected host:port, several separated by commas",
    )
    .optional(),
  KAFKA_TLS: flag.default(false),
  KAFKA_CA_FILE: z.string().optional(),
  KAFKA_CERT_FILE: z.string().optional(),
  KAFKA_KEY_FILE: z.string().optional(),
  KAFKA_SASL_MECHANISM: z.enum(["plain", "scram-sha-256", "scram-sha-512"], {
    error: "expected plain, scram-sha-256 or scram-sha-512",
  })
    .optional(),
  KAFKA_SASL_USERNAME: z.string().optional(),
  KAFKA_SASL_PASSWORD: z.string().optional(),
  KAFKA_PARTITIONS: wholeNumber(1, 1_000).default(3),
  KAFKA_REPLICAS: wholeNumber(1, 9).default(3),
  NAME_PREFIX: z.string().regex(/^[a-z0-9._-]*$/, "expected small letters, digits, dots, dashes").default(""),
  CACHE_REFRESH_INTERVAL: wholeNumber(1, 86_400).default(50),
  CACHE_BATCH_SIZE: wholeNumber(10, 100_000).default(1_000),
  GRADE_UPDATE_INTERVAL: wholeNumber(1, 86_400 * 31).default(600),
  GROWTH_INITIAL_PER_SECOND: decimalNumber(0, 1_000).default(DEFAULT_GROWTH.initialRate),
  GROWTH_FINAL_PER_SECOND: decimalNumber(0, 1_000).default(DEFAULT_GROWTH.finalRate),
  GROWTH_HALF_LIFE_MINUTES: decimalNumber(0.01, 1_000_000).default(DEFAULT_GROWTH.halfLifeMs / MINUTE_MS),
  GROWTH_TURN_MINUTES: decimalNumber(0.01, 1_000_000).default(DEFAULT_GROWTH.turnMs / MINUTE_MS),
  SCENARIO_CALENDAR: flag.default(true),
});

/** The whole configuration, from the environment alone. Throws `WrongSettings` naming every variable that is wrong. */
export function parseConfig(env: Env): Config {
  const [{ s, sasl, shown }, database, embedding, identity, sourcing] = together(
    () => {
      const s = readSettings(settings, env);
      const shown = { redis: clientCertificate("REDIS", s), kafka: clientCertificate("KAFKA", s) };
      return { s, sasl: saslOf(s), shown };
    },
    () => parseDatabaseConfig(env),
    () => parseEmbeddingConfig(env),
    () => parseIdentityConfig(env, env.NAME_PREFIX?.trim() ?? ""),
    () => parseSourcingConfig(env),
  );
  return {
    logLevel: s.LOG_LEVEL,
    http: {
      host: s.HOST,
      port: s.PORT,
      apiKeys: s.API_KEYS,
      loopbackOnly: isLoopback(s.HOST) || s.PUBLISHED_ON_LOOPBACK,
      bodyLimitBytes: s.BODY_LIMIT_BYTES,
      requestsPerMinute: s.RATE_LIMIT_PER_MINUTE,
    },
    probePort: s.METRICS_PORT ?? null,
    database,
    dataFolder: s.DATA_DIR,
    cacheFolder: cacheFolder(env, Deno.build.os),
    redis: s.REDIS_URL
      ? { url: s.REDIS_URL, cluster: s.REDIS_CLUSTER, caFile: s.REDIS_CA_FILE ?? null, certificate: shown.redis }
      : null,
    kafka: s.KAFKA_BROKERS
      ? {
        brokers: s.KAFKA_BROKERS,
        // An authority without TLS would check nothing, and a certificate would be shown to nobody.
        tls: s.KAFKA_TLS || s.KAFKA_CA_FILE !== undefined || shown.kafka !== null,
        caFile: s.KAFKA_CA_FILE ?? null,
        certificate: shown.kafka,
        sasl,
        partitions: s.KAFKA_PARTITIONS,
        replicas: s.KAFKA_REPLICAS,
      }
      : null,
    prefix: s.NAME_PREFIX,
    cache: { refreshSeconds: s.CACHE_REFRESH_INTERVAL, poolSize: s.CACHE_BATCH_SIZE },
    gradeIntervalSeconds: s.GRADE_UPDATE_INTERVAL,
    embedding,
    growth: {
      initialRate: s.GROWTH_INITIAL_PER_SECOND,
      finalRate: s.GROWTH_FINAL_PER_SECOND,
      halfLifeMs: s.GROWTH_HALF_LIFE_MINUTES * MINUTE_MS,
      turnMs: s.GROWTH_TURN_MINUTES * MINUTE_MS,
    },
    scenarioCalendar: s.SCENARIO_CALENDAR,
    identity,
    sourcing,
    clientKey: s.API_KEY ?? null,
  };
}

/** Is this an address that only this machine can reach? */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** An API that others can reach must ask for a key. */
export function requireKeysBeyondLoopback({ http }: Config): void {
  if (http.loopbackOnly || http.apiKeys.length > 0) return;
  throw new WrongSettings([
    `API_KEYS is not set: HOST=${http.host} can be reached from other machines, so calls need a key; ` +
    "set API_KEYS to its SHA-256 digest, or HOST to 127.0.0.1",
  ]);
}

function saslOf(s: z.output<typeof settings>): KafkaConfig["sasl"] {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = s;
  if (!mechanism) return null;
  const missing = [...(username ? [] : ["KAFKA_SASL_USERNAME"]), ...(password ? [] : ["KAFKA_SASL_PASSWORD"])];
  if (missing.length > 0) {
    throw new WrongSettings(missing.map((name) => `${name} is not set: KAFKA_SASL_MECHANISM=${mechanism} needs it`));
  }
  return { mechanism, username: username!, password: password! };
}

/** One address, or several of a Cluster, all with TLS or all without. */
function isRedisUrl(text: string): boolean {
  const parts = text.split(",").map((part) => part.trim());
  const protocols = new Set(parts.map((part) => URL.canParse(part) ? new URL(part).protocol : ""));
  return protocols.size === 1 && (protocols.has("redis:") || protocols.has("rediss:")) &&
    parts.every((part) => new URL(part).hostname !== "");
}

/** All results, or the problems of all in one error. */
function together<R extends unknown[]>(...readers: { [I in keyof R]: () => R[I] }): R {
  const problems: string[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof WrongSettings)) throw error;
      problems.push(...error.problems);
    }
  };
  const results = readers.map((read) => attempt(read));
  // Settings that several databases share are read, and found wrong, more than once.
  if (problems.length > 0) throw new WrongSettings([...new Set(problems)]);
  return results as R;
}
