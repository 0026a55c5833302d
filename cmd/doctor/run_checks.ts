import { probeDynamo } from "../../adapters/dynamodb/probe.ts";
import { probeFolder } from "../../adapters/embedded/probe_folder.ts";
import { probeKafka } from "../../adapters/kafka/core/probe.ts";
import { probePostgres } from "../../adapters/postgres/core/probe.ts";
import { openSpellings } from "../../adapters/postgres/core/id_spellings.ts";
import { identifyDatabase } from "../../adapters/postgres/sourcing/identify_database.ts";
import { probeRedis } from "../../adapters/redis/core/probe.ts";
import { probeBucket } from "../../adapters/s3/probe.ts";
import { type ConnectionRefusal, isTransient } from "../../adapters/system/connection_refusal.ts";
import { withTimeout } from "../../adapters/system/with_timeout.ts";
import { deadLetterTopic } from "../../application/shared/dead_letter_record.ts";
import { type DatabaseName, DATABASES } from "../../application/sourcing/one_database.ts";
import { type Config, parseConfig, settingNames } from "../wiring/config/config.ts";
import type { KafkaConfig } from "../wiring/config/kafka_config.ts";
import type { RedisConfig } from "../wiring/config/redis_config.ts";
import type { ServerDatabase } from "../wiring/config/database_config.ts";
import type { ArchiveConfig, AwsConfig, DynamoConfig } from "../wiring/config/identity_config.ts";
import { type Env, WrongSettings } from "../wiring/config/settings.ts";
import { logOptions } from "../wiring/engines/kafka.ts";
import { connectServer, serverOptions } from "../wiring/engines/postgres.ts";
import { allStreams } from "../../adapters/kafka/stream_names.ts";
import { type MigratedDatabase, openMigrations } from "../wiring/engines/migrations.ts";
import { redisConnection } from "../wiring/engines/redis.ts";
import {
  archiveSettings,
  databaseSettings,
  dynamoSettings,
  type EngineSettings,
  explainRefusal,
  kafkaSettings,
  redisSettings,
} from "../wiring/engines/remedies.ts";
import { requireApart } from "../wiring/open_sourcing.ts";
import { checkArchive } from "./check_archive.ts";
import { checkConfiguration, type EnvFile } from "./check_configuration.ts";
import { checkDataFolder } from "./check_data_folder.ts";
import { checkDynamo } from "./check_dynamodb.ts";
import { checkKafka } from "./check_kafka.ts";
import { checkIds, checkPostgres, checkStray, type DatabaseRole } from "./check_postgres.ts";
import { checkRedis } from "./check_redis.ts";
import { type CheckResult, resultsOf, type Subject } from "./check_result.ts";

const TIMEOUT_MS = 15_000;

const ROLE_OF: Readonly<Record<DatabaseName, DatabaseRole>> = {
  source: { subject: "sourceDatabase", hasVectors: false },
  dropship: { subject: "dropshipDatabase", hasVectors: true },
  market: { subject: "marketDatabase", hasVectors: true },
};

/** Checks the settings and every engine that they name, side by side. Never throws. */
export async function runChecks(env: Env, envFile: EnvFile | null): Promise<CheckResult[]> {
  let config: Config;
  try {
    config = parseConfig(env);
  } catch (error) {
    return wrongSettings(error);
  }
  const known = new Set(settingNames());
  const unknownNames = (envFile?.names ?? []).filter((name) => !known.has(name));
  const { database, redis, kafka, identity: { dynamodb, archive }, sourcing, dataFolder, prefix } = config;
  const results = await Promise.all([
    checkConfiguration({ config, unknownNames, envFileIsOpen: envFile?.isOpen ?? null }),
    dataFolder !== null && (database.kind === "embedded" || !kafka)
      ? probeFolder(dataFolder).then((facts) => checkDataFolder(dataFolder, facts))
      : [],
    database.kind === "server" ? attempt(() => runPostgres(database)) : [],
    redis ? attempt(() => runRedis(redis, prefix)) : [],
    kafka ? attempt(() => runKafka(kafka, prefix)) : [],
    dynamodb ? runDynamo(dynamodb) : [],
    archive ? runArchive(archive) : [],
    sourcing.databases ? attempt(() => runSourcing(sourcing.databases!)) : [],
  ]);
  return results.flat();
}

async function attempt(work: () => Promise<CheckResult[]>): Promise<CheckResult[]> {
  try {
    return await work();
  } catch (error) {
    return wrongSettings(error);
  }
}

function wrongSettings(error: unknown): CheckResult[] {
  if (!(error instanceof WrongSettings)) throw error;
  return error.problems.map((problem) =>
    resultsOf("configuration").error(
      "settings",
      problem,
      "Correct it in the environment or in .env, as .env.example has it.",
    )
  );
}

function refused(subject: Subject, refusal: ConnectionRefusal, settings: EngineSettings): CheckResult[] {
  const { cause, remedy } = explainRefusal(refusal, settings);
  const sentence = `${remedy[0]!.toUpperCase()}${remedy.slice(1)}.`;
  return [resultsOf(subject).error(isTransient(refusal) ? "reachable" : "entry", cause, sentence)];
}

async function runPostgres(
  config: ServerDatabase,
  database: MigratedDatabase = "main",
  role?: DatabaseRole,
): Promise<CheckResult[]> {
  const probe = await probePostgres(serverOptions(config));
  if (!probe.reachable) return refused(role?.subject ?? "postgres", probe.refusal, databaseSettings(config));
  const { migrations, strays, openIds } = await storedIn(config, database);
  const results = [
    ...checkPostgres(probe.facts, migrations, config, role),
    ...strays.map((stray) => ({ ...checkStray(stray), subject: role?.subject ?? "postgres" })),
  ];
  return database === "main" && openIds !== null ? [...results, checkIds(openIds)] : results;
}

async function storedIn(config: ServerDatabase, database: MigratedDatabase) {
  const sql = connectServer(config, { max: 1, prepare: false });
  try {
    const files = openMigrations(sql, database);
    const [migrations, strays] = [await files.status(), await files.strays()];
    return { migrations, strays, openIds: (await openSpellings(sql)).length };
  } catch {
    // Without the right to read, the check of writing has failed too.
    return { migrations: null, strays: [], openIds: null };
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function runSourcing(databases: Readonly<Record<DatabaseName, ServerDatabase>>): Promise<CheckResult[]> {
  const [, ...each] = await Promise.all([
    requireThree(databases),
    ...DATABASES.map((name) => runPostgres(databases[name], name, ROLE_OF[name])),
  ]);
  return each.flat();
}

/** Throws `WrongSettings`; ignores databases that are unreachable. */
async function requireThree(databases: Readonly<Record<DatabaseName, ServerDatabase>>): Promise<void> {
  const identities = await Promise.all(DATABASES.map(async (name) => {
    const sql = connectServer(databases[name], { max: 1, prepare: false });
    try {
      return [[name, await withTimeout(TIMEOUT_MS, identifyDatabase(sql))] as const];
    } catch {
      return [];
    } finally {
      await sql.end({ timeout: 2 });
    }
  }));
  requireApart(Object.fromEntries(identities.flat()));
}

async function runDynamo(config: DynamoConfig): Promise<CheckResult[]> {
  const probe = await probeDynamo(optionsOf(config), config.table);
  return probe.reachable
    ? checkDynamo(probe.facts, config)
    : refused("dynamodb", probe.refusal, dynamoSettings(config));
}

async function runArchive(config: ArchiveConfig): Promise<CheckResult[]> {
  const probe = await probeBucket(optionsOf(config));
  return probe.reachable
    ? checkArchive(probe.facts, config)
    : refused("archive", probe.refusal, archiveSettings(config));
}

function optionsOf<A extends AwsConfig>({ endpoint, credentials, ...others }: A) {
  return { ...others, ...(endpoint ? { endpoint } : {}), ...(credentials ? { credentials } : {}) };
}

async function runRedis(config: RedisConfig, prefix: string): Promise<CheckResult[]> {
  const probe = await probeRedis(redisConnection(config), prefix);
  return probe.reachable ? checkRedis(probe.facts, config) : refused("redis", probe.refusal, redisSettings(config));
}

async function runKafka(config: KafkaConfig, prefix: string): Promise<CheckResult[]> {
  const topics = allStreams(prefix).map(({ topic }) => topic);
  const deadLetterTopics = topics.map(deadLetterTopic);
  const probe = await probeKafka(logOptions(config), { topics, deadLetterTopics });
  return probe.reachable ? checkKafka(probe.facts, config) : refused("kafka", probe.refusal, kafkaSettings(config));
}
