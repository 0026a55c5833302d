import { probeFolder } from "../../adapters/embedded/probe_folder.ts";
import { probeDynamo } from "../../adapters/dynamodb/probe.ts";
import { KafkaBrokers } from "../../adapters/kafka/core/brokers.ts";
import { knockAtKafka } from "../../adapters/kafka/core/knock.ts";
import { KafkaLogInspector } from "../../adapters/kafka/core/log_inspector.ts";
import { knockAtPostgres } from "../../adapters/postgres/core/knock.ts";
import { probePostgres } from "../../adapters/postgres/core/probe.ts";
import { identifyDatabase } from "../../adapters/postgres/sourcing/identify_database.ts";
import { knockAtRedis } from "../../adapters/redis/core/knock.ts";
import { probeBucket } from "../../adapters/s3/probe.ts";
import { probeRedis } from "../../adapters/redis/core/probe.ts";
import { withTimeout } from "../../adapters/system/with_timeout.ts";
import { type DatabaseName, DATABASES } from "../../application/sourcing/one_database.ts";
import { deadLetterTopic } from "../../application/shared/dead_letter_record.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { type Config, type KafkaConfig, parseConfig, type RedisConfig, settingNames } from "../wiring/config/config.ts";
import { connectLog, logOptions } from "../wiring/engines/connect_log.ts";
import { connectServer, serverOptions } from "../wiring/engines/connect_server.ts";
import type { ServerDatabase } from "../wiring/config/database_config.ts";
import {
  databaseSettings,
  explainRefusal,
  type Explanation,
  kafkaSettings,
  redisSettings,
} from "../wiring/engines/explain_refusal.ts";
import type { AwsConfig, DynamoConfig } from "../wiring/config/identity_config.ts";
import { allStreams } from "../wiring/engines/names.ts";
import { type MigratedDatabase, openMigrations } from "../wiring/engines/open_migrations.ts";
import { redisConnection } from "../wiring/engines/open_redis.ts";
import { requireApart } from "../wiring/open_sourcing.ts";
import type { Env } from "../wiring/config/read_env.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { type Finding, findingsOf, type Subject } from "./finding.ts";
import { judgeArchive } from "./judge_archive.ts";
import { judgeConfiguration } from "./judge_configuration.ts";
import { judgeDataFolder } from "./judge_data_folder.ts";
import { judgeDynamo } from "./judge_dynamodb.ts";
import { judgeKafka, type KafkaFacts, type KafkaProbe } from "./judge_kafka.ts";
import { type DatabaseRole, judgePostgres } from "./judge_postgres.ts";
import { judgeRedis } from "./judge_redis.ts";

/** An engine that takes longer is as good as away. */
const PATIENCE_MS = 15_000;
const KNOCK_MS = 3_000;

const ROLE_OF: Readonly<Record<DatabaseName, DatabaseRole>> = {
  source: { subject: "sourceDatabase", hasVectors: false },
  dropship: { subject: "dropshipDatabase", hasVectors: true },
  market: { subject: "marketDatabase", hasVectors: true },
};

/** The `.env` file: what it sets and who may read it. */
export interface EnvFile {
  readonly names: readonly string[];
  readonly isOpen: boolean;
}

/** Looks at the settings and at every engine that they name, side by side. Never throws. */
export async function examine(env: Env, envFile: EnvFile | null): Promise<Finding[]> {
  let config: Config;
  try {
    config = parseConfig(env);
  } catch (error) {
    return wrongSettings(error);
  }
  const known = new Set(settingNames());
  const unknownNames = (envFile?.names ?? []).filter((name) => !known.has(name));
  const { database, redis, kafka, identity: { dynamodb, archive }, sourcing, dataFolder, prefix } = config;
  const findings = await Promise.all([
    judgeConfiguration({ config, unknownNames, envFileIsOpen: envFile?.isOpen ?? null }),
    dataFolder !== null && (database.kind === "embedded" || !kafka) ? examineFolder(dataFolder) : [],
    database.kind === "server" ? attempt(() => examinePostgres(database)) : [],
    redis ? attempt(() => examineRedis(redis, prefix)) : [],
    kafka ? attempt(() => examineKafka(kafka, prefix)) : [],
    dynamodb ? examineDynamo(dynamodb) : [],
    archive ? probeBucket(optionsOf(archive)).then((sight) => judgeArchive(sight, archive)) : [],
    sourcing.databases ? attempt(() => examineSourcing(sourcing.databases!)) : [],
  ]);
  return findings.flat();
}

/** A file that a setting names may be missing or unreadable. */
async function attempt(work: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await work();
  } catch (error) {
    return wrongSettings(error);
  }
}

function wrongSettings(error: unknown): Finding[] {
  if (!(error instanceof WrongSettings)) throw error;
  return error.problems.map((problem) =>
    findingsOf("configuration").error(
      "settings",
      problem,
      "Correct it in the environment or in .env, as .env.example has it.",
    )
  );
}

/** An engine that is there and lets nobody in; nothing else can be said of it. */
function refused(subject: Subject, { problem, mend }: Explanation): Finding {
  return findingsOf(subject).error("entry", problem, `${mend[0]!.toUpperCase()}${mend.slice(1)}.`);
}

async function examineFolder(path: string): Promise<Finding[]> {
  return judgeDataFolder(path, await probeFolder(path));
}

async function examinePostgres(
  config: ServerDatabase,
  database: MigratedDatabase = "main",
  role?: DatabaseRole,
): Promise<Finding[]> {
  const options = serverOptions(config);
  const refusal = await knockAtPostgres(options);
  if (refusal) return [refused(role?.subject ?? "postgres", explainRefusal(refusal, databaseSettings(config)))];
  const sight = await withTimeout(PATIENCE_MS, probePostgres(options))
    .catch((error) => ({ reachable: false as const, code: "", reason: reasonOf(error) }));
  return judgePostgres(sight, sight.reachable ? await migrationsOf(config, database) : null, config, role);
}

async function migrationsOf(config: ServerDatabase, database: MigratedDatabase) {
  const sql = connectServer(config, { max: 1, prepare: false });
  try {
    return await openMigrations(sql, database).status();
  } catch {
    // Without the right to look, writing was refused too, and that was said.
    return null;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** Each of the three, and whether they are three. */
async function examineSourcing(databases: Readonly<Record<DatabaseName, ServerDatabase>>): Promise<Finding[]> {
  const [apart, ...each] = await Promise.all([
    examineApart(databases),
    ...DATABASES.map((name) => examinePostgres(databases[name], name, ROLE_OF[name])),
  ]);
  return [...apart, ...each.flat()];
}

/** What is not reachable is said elsewhere. */
async function examineApart(databases: Readonly<Record<DatabaseName, ServerDatabase>>): Promise<Finding[]> {
  const identities = await Promise.all(DATABASES.map(async (name) => {
    const sql = connectServer(databases[name], { max: 1, prepare: false });
    try {
      return [[name, await withTimeout(PATIENCE_MS, identifyDatabase(sql))] as const];
    } catch {
      return [];
    } finally {
      await sql.end({ timeout: 2 });
    }
  }));
  requireApart(Object.fromEntries(identities.flat()));
  return [];
}

async function examineDynamo(config: DynamoConfig): Promise<Finding[]> {
  return judgeDynamo(await probeDynamo(optionsOf(config), config.table), config);
}

/** Absent rather than null, as the clients want it. */
function optionsOf<A extends AwsConfig>({ endpoint, credentials, ...others }: A) {
  return { ...others, ...(endpoint ? { endpoint } : {}), ...(credentials ? { credentials } : {}) };
}

async function examineRedis(config: RedisConfig, prefix: string): Promise<Finding[]> {
  const connection = redisConnection(config);
  const refusal = await knockAtRedis(connection);
  if (refusal) return [refused("redis", explainRefusal(refusal, redisSettings(config)))];
  const sight = await withTimeout(PATIENCE_MS, probeRedis(connection, prefix))
    .catch((error) => ({ reachable: false as const, reason: reasonOf(error) }));
  return judgeRedis(sight, config);
}

async function examineKafka(config: KafkaConfig, prefix: string): Promise<Finding[]> {
  // kafkajs goes on trying for half a minute where nobody listens.
  const knocks = await Promise.all(config.brokers.map(async (broker) => [broker, await knock(broker)] as const));
  const silentAddresses = knocks.filter(([, refusal]) => refusal !== null).map(([broker]) => broker);
  if (silentAddresses.length === config.brokers.length) {
    return judgeKafka({ reachable: false, reason: knocks[0]![1]! }, config);
  }
  const refusal = await knockAtKafka(logOptions(config));
  if (refusal) return [refused("kafka", explainRefusal(refusal, kafkaSettings(config)))];
  let lastComplaint: string | undefined;
  const kafka = connectLog(config, (_, message) => lastComplaint = message);
  const inspector = new KafkaLogInspector(kafka);
  const sight = await withTimeout(PATIENCE_MS, look(new KafkaBrokers(kafka), inspector, prefix)).then(
    (facts): KafkaProbe => ({ reachable: true, facts: { ...facts, silentAddresses } }),
    (error): KafkaProbe => ({ reachable: false, reason: lastComplaint ?? reasonOf(error) }),
  );
  await inspector.close();
  return judgeKafka(sight, config);
}

async function look(
  brokers: KafkaBrokers,
  inspector: KafkaLogInspector,
  prefix: string,
): Promise<Omit<KafkaFacts, "silentAddresses">> {
  const wanted = allStreams(prefix).map(({ topic }) => topic);
  const names = wanted.flatMap((topic) => [topic, deadLetterTopic(topic)]);
  const all = await brokers.all();
  const topics = await brokers.describe(names);
  const deadLetters = new Map<string, number>();
  for (const topic of wanted.map(deadLetterTopic)) {
    const ranges = await inspector.ranges(topic);
    deadLetters.set(topic, ranges.reduce((sum, { first, end }) => sum + end - first, 0));
  }
  const missingTopics = names.filter((name) => !topics.some(({ topic }) => topic === name));
  return { brokers: all, topics, missingTopics, deadLetters };
}

/** Why nobody opens at `host:port`; `null` when somebody does. */
async function knock(broker: string): Promise<string | null> {
  const colon = broker.lastIndexOf(":");
  try {
    const connecting = Deno.connect({ hostname: broker.slice(0, colon), port: Number(broker.slice(colon + 1)) });
    (await withTimeout(KNOCK_MS, connecting)).close();
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}
