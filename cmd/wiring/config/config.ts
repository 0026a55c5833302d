import { z } from "zod";
import { COMMERCE_SETTINGS, type CommerceConfig, parseCommerceConfig } from "./commerce_config.ts";
import {
  DATABASE_SETTINGS,
  type DatabaseConfig,
  OLD_DATABASE_SETTINGS,
  parseDatabaseConfig,
} from "./database_config.ts";
import { HTTP_SETTINGS, type HttpConfig, parseHttpConfig } from "./http_config.ts";
import { IDENTITY_SETTINGS, type IdentityConfig, parseIdentityConfig } from "./identity_config.ts";
import { KAFKA_SETTINGS, type KafkaConfig, parseKafkaConfig } from "./kafka_config.ts";
import { parseRedisConfig, REDIS_SETTINGS, type RedisConfig } from "./redis_config.ts";
import { type Env, readSettings, WrongSettings } from "./settings.ts";
import { parseSourcingConfig, SOURCING_SETTINGS, type SourcingConfig } from "./sourcing_config.ts";
import { type EmbeddingConfig, parseEmbeddingConfig, STORE_SETTINGS } from "./store_config.ts";

export interface Config {
  readonly logLevel: string;
  /** Where the embedded engines keep their files; `null` keeps everything in memory. */
  readonly dataFolder: string | null;
  /** For what can be computed again; `null`: nowhere. */
  readonly cacheFolder: string | null;
  /** Before every topic, group and cache key, so that several installations can share engines. */
  readonly prefix: string;
  /** Of the digests of erased ids; `null`: a file beside an embedded database, and none for a server. */
  readonly erasureKey: string | null;
  readonly http: HttpConfig;
  readonly database: DatabaseConfig;
  readonly redis: RedisConfig | null;
  readonly kafka: KafkaConfig | null;
  readonly commerce: CommerceConfig;
  readonly identity: IdentityConfig;
  readonly embedding: EmbeddingConfig;
  readonly sourcing: SourcingConfig;
  /** Variables of other programs that choose nothing here, with what would. */
  readonly notUsed: readonly string[];
}

const settings = z.object({
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal"], {
    error: "expected trace, debug, info, warn, error or fatal",
  })
    .default("info"),
  DATA_DIR: z.string().default("./data"),
  ERASURE_KEY: z.string().min(32, "expected at least 32 characters, made with: openssl rand -hex 32").optional(),
  NAME_PREFIX: z.string().regex(/^[a-z0-9._-]*$/, "expected small letters, digits, dots, dashes").default(""),
});

export function settingNames(): string[] {
  return [
    ...Object.keys(settings.shape),
    ...HTTP_SETTINGS,
    ...DATABASE_SETTINGS,
    ...REDIS_SETTINGS,
    ...KAFKA_SETTINGS,
    ...COMMERCE_SETTINGS,
    ...IDENTITY_SETTINGS,
    ...STORE_SETTINGS,
    ...SOURCING_SETTINGS,
    ...OLD_DATABASE_SETTINGS,
  ];
}

/** Throws `WrongSettings` naming every variable that is wrong. */
export function parseConfig(env: Env): Config {
  const [s, http, redis, kafka, commerce, database, identity, embedding, sourcing] = together(
    () => readSettings(settings, env),
    () => parseHttpConfig(env),
    () => parseRedisConfig(env),
    () => parseKafkaConfig(env),
    () => parseCommerceConfig(env),
    () => parseDatabaseConfig(env),
    () => parseIdentityConfig(env, env.NAME_PREFIX?.trim() ?? ""),
    () => parseEmbeddingConfig(env),
    () => parseSourcingConfig(env),
  );
  return {
    logLevel: s.LOG_LEVEL,
    dataFolder: s.DATA_DIR,
    cacheFolder: cacheFolder(env, Deno.build.os),
    prefix: s.NAME_PREFIX,
    erasureKey: s.ERASURE_KEY ?? null,
    http,
    database,
    redis,
    kafka,
    commerce,
    identity,
    embedding,
    sourcing,
    notUsed: [
      ...(env.AWS_REGION && !identity.dynamodb && !identity.archive
        ? ["AWS_REGION is set, and events stay in this process: EVENTS=dynamodb records them in DynamoDB"]
        : []),
      ...(env.OPENAI_API_KEY && embedding.kind === "lexical"
        ? ["OPENAI_API_KEY is set, and texts are compared by their words here: EMBEDDINGS=openai sends them to OpenAI"]
        : []),
    ],
  };
}

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

/** `null` if the environment does not say. */
export function cacheFolder(env: Env, os: typeof Deno.build.os): string | null {
  const base = os === "windows"
    ? env.LOCALAPPDATA
    : env.XDG_CACHE_HOME ?? (env.HOME && (os === "darwin" ? `${env.HOME}/Library/Caches` : `${env.HOME}/.cache`));
  return base ? `${base}/tillstream` : null;
}
