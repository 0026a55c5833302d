import { DeleteTableCommand, ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { Cluster } from "ioredis";
import { connectDynamo } from "../../../adapters/dynamodb/connect.ts";
import { withAdmin } from "../../../adapters/kafka/core/topics.ts";
import { connectRedis } from "../../../adapters/redis/core/connect.ts";
import type { KafkaConfig } from "../../wiring/config/kafka_config.ts";
import type { RedisConfig } from "../../wiring/config/redis_config.ts";
import { connectServer } from "../../wiring/engines/postgres.ts";
import { connectLog } from "../../wiring/engines/kafka.ts";
import type { ServerDatabase } from "../../wiring/config/database_config.ts";
import type { DynamoConfig } from "../../wiring/config/identity_config.ts";
import { redisConnection } from "../../wiring/engines/redis.ts";
import type { Process } from "../../wiring/process/run_process.ts";

/** Own database, topics, groups, keys and table, dropped when the process ends. Embedded engines stay in memory. */
export async function ownInstallation(process: Process, name: string): Promise<Process> {
  const { config, closing } = process;
  const id = `${name}_${crypto.randomUUID().slice(0, 8)}`;
  const prefix = `${config.prefix}${id}.`;
  const { database, redis, kafka, identity } = config;
  const dynamodb = identity.dynamodb && ownTable(identity.dynamodb, config.prefix, prefix);
  if (redis) closing.defer(() => dropKeys(redis, prefix));
  if (kafka) closing.defer(() => dropTopics(kafka, prefix));
  if (dynamodb?.createTable) closing.defer(() => dropTable(dynamodb));
  const own = database.kind === "server" ? await createDatabase(process, database, id) : database;
  const shared = { ...config, identity: { ...identity, dynamodb } };
  return { ...process, config: { ...shared, prefix, database: own, dataFolder: null } };
}

function ownTable(config: DynamoConfig, before: string, prefix: string): DynamoConfig {
  return { ...config, table: `${prefix}${config.table.slice(before.length)}` };
}

async function createDatabase({ closing }: Process, database: ServerDatabase, name: string): Promise<ServerDatabase> {
  const admin = () => connectServer(database, { max: 1, prepare: false });
  const run = async (statement: (sql: ReturnType<typeof admin>) => PromiseLike<unknown>) => {
    const sql = admin();
    try {
      await statement(sql);
    } finally {
      await sql.end({ timeout: 5 });
    }
  };
  await run((sql) => sql`create database ${sql(name)}`);
  closing.defer(() => run((sql) => sql`drop database ${sql(name)} with (force)`));
  return { ...database, url: Object.assign(new URL(database.url), { pathname: `/${name}` }).href };
}

async function dropTopics(config: KafkaConfig, prefix: string): Promise<void> {
  await withAdmin(connectLog(config, () => {}), async (admin) => {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
    if (topics.length > 0) await admin.deleteTopics({ topics });
    const { groups } = await admin.listGroups();
    const own = groups.map(({ groupId }) => groupId).filter((groupId) => groupId.startsWith(prefix));
    if (own.length > 0) await admin.deleteGroups(own);
  });
}

/** Does nothing if the table was never created. */
async function dropTable({ region, endpoint, credentials, table: TableName }: DynamoConfig): Promise<void> {
  const dynamo = connectDynamo({
    region,
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials } : {}),
  });
  try {
    await dynamo.send(new DeleteTableCommand({ TableName }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  } finally {
    dynamo.destroy();
  }
}

async function dropKeys(config: RedisConfig, prefix: string): Promise<void> {
  const redis = connectRedis(redisConnection(config));
  try {
    // The first command connects; only then does a Cluster know its nodes.
    await redis.del(`${prefix}cache:users`);
    for (const node of redis instanceof Cluster ? redis.nodes("master") : [redis]) {
      for await (const keys of node.scanStream({ match: `${prefix}*`, count: 1_000 })) {
        // One by one: on a Cluster the keys are in different slots.
        await Promise.all((keys as string[]).map((key) => node.unlink(key)));
      }
    }
  } finally {
    redis.disconnect();
  }
}
