import { DeleteTableCommand, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import type { Redis } from "ioredis";
import { connectDynamo } from "../../adapters/dynamodb/connect.ts";
import { connectKafka } from "../../adapters/kafka/core/connect.ts";
import { withAdmin } from "../../adapters/kafka/core/topics.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { connectRedis } from "../../adapters/redis/core/connect.ts";
import { temporaryDatabase } from "./temporary_database.ts";
import { requiredAddress } from "./required_address.ts";

/** DynamoDB Local accepts any credentials. */
export const ANY_CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" };

export interface Engines {
  readonly postgresUrl: string;
  readonly redisUrl?: string;
  /** `host:port`, comma separated. */
  readonly kafkaBrokers?: string;
  readonly dynamodbEndpoint?: string;
}

/** A database, topics, groups and keys of its own on shared engines; disposing drops them all. */
export interface Installation extends AsyncDisposable {
  readonly sql: Sql;
  /** The prefix of every topic, group and key. */
  readonly prefix: string;
  /** All settings of a process that belongs to this installation. */
  readonly env: Readonly<Record<string, string>>;
}

interface InstallationOptions {
  /** Without it, the database has no tables. */
  readonly migrated?: boolean;
}

/** @param name lowercase letters and dashes, to recognise its topics */
export async function createInstallation(
  name: string,
  { postgresUrl, redisUrl, kafkaBrokers, dynamodbEndpoint }: Engines,
  { migrated = true }: InstallationOptions = {},
): Promise<Installation> {
  const prefix = `${name}-${crypto.randomUUID().slice(0, 8)}.`;
  const database = await temporaryDatabase({ migrated, server: postgresUrl });
  const closing = new AsyncDisposableStack();
  closing.use(database);
  if (kafkaBrokers) closing.defer(() => dropTopics(kafkaBrokers, prefix));
  if (redisUrl) closing.defer(() => dropKeys(redisUrl, prefix));
  if (dynamodbEndpoint) closing.defer(() => dropTables(dynamodbEndpoint, prefix));
  return {
    sql: database.sql,
    prefix,
    env: {
      DATABASE_URL: database.url,
      NAME_PREFIX: prefix,
      METRICS_PORT: "0",
      PORT: "0",
      ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
      ...(kafkaBrokers ? { KAFKA_BROKERS: kafkaBrokers } : {}),
      ...(dynamodbEndpoint ? { DYNAMODB_ENDPOINT: dynamodbEndpoint } : {}),
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** The addresses of all test engines. */
export function testEngines(): Required<Engines> {
  return {
    postgresUrl: requiredAddress("TEST_POSTGRES_URL"),
    redisUrl: requiredAddress("TEST_REDIS_URL"),
    kafkaBrokers: requiredAddress("TEST_KAFKA_BROKERS"),
    dynamodbEndpoint: requiredAddress("TEST_DYNAMODB_ENDPOINT"),
  };
}

/** An installation on the test engines: Postgres and the ones that are named. */
export async function testInstallation(
  uses: readonly ("redis" | "kafka" | "dynamodb")[] = [],
  options: InstallationOptions = {},
): Promise<Installation> {
  return await createInstallation("test", {
    postgresUrl: requiredAddress("TEST_POSTGRES_URL"),
    ...(uses.includes("redis") ? { redisUrl: requiredAddress("TEST_REDIS_URL") } : {}),
    ...(uses.includes("kafka") ? { kafkaBrokers: requiredAddress("TEST_KAFKA_BROKERS") } : {}),
    ...(uses.includes("dynamodb") ? { dynamodbEndpoint: requiredAddress("TEST_DYNAMODB_ENDPOINT") } : {}),
  }, options);
}

async function dropTopics(brokers: string, prefix: string): Promise<void> {
  await withAdmin(connectKafka({ brokers: brokers.split(","), clientId: "cleanup" }), async (admin) => {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
    if (topics.length > 0) await admin.deleteTopics({ topics });
    const { groups } = await admin.listGroups();
    const groupIds = groups.map(({ groupId }) => groupId).filter((groupId) => groupId.startsWith(prefix));
    // A group with a killed member cannot be deleted until that member has timed out; an empty group expires by itself.
    if (groupIds.length > 0) await admin.deleteGroups(groupIds).catch(() => {});
  });
}

async function dropTables(endpoint: string, prefix: string): Promise<void> {
  const dynamo = connectDynamo({ region: "eu-west-1", endpoint, credentials: ANY_CREDENTIALS });
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({ ExclusiveStartTableName: prefix }));
  for (const TableName of TableNames.filter((name) => name.startsWith(prefix))) {
    await dynamo.send(new DeleteTableCommand({ TableName }));
  }
  dynamo.destroy();
}

async function dropKeys(url: string, prefix: string): Promise<void> {
  const redis = connectRedis({ url });
  try {
    for await (const keys of (redis as Redis).scanStream({ match: `${prefix}*`, count: 1_000 })) {
      if (keys.length > 0) await redis.unlink(...keys as string[]);
    }
  } finally {
    redis.disconnect();
  }
}
