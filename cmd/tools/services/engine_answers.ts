import { PORTS } from "../../../testing/engines/addresses.ts";
import type { EngineName } from "./engine_name.ts";
import { kafkaBrokers } from "./kafka_brokers.ts";
import { askRedis, clusterReady, portOpen, postgresVersion } from "./probes.ts";

/** Whether the engine does its work now, asked in its own language; throws or says no while it can't be asked. */
export async function engineAnswers(name: EngineName): Promise<boolean> {
  switch (name) {
    case "postgres":
      return (await postgresVersion(PORTS.postgres)).length > 0;
    case "redis":
      return (await askRedis(PORTS.redis, "PING")).startsWith("+PONG");
    case "redis-cluster":
      return await clusterReady(PORTS.redisCluster[0], PORTS.redisCluster.length);
    case "kafka-1":
    case "kafka-2":
    case "kafka-3": {
      const broker = Number(name.slice(-1));
      // The broker must list itself: it takes clients only after the controllers have let it in.
      return (await kafkaBrokers(PORTS.kafka[broker - 1]!)).includes(broker);
    }
    case "dynamodb":
      return await portOpen(PORTS.dynamodb);
    case "s3":
      return await portOpen(PORTS.s3);
    case "toxiproxy":
      return await portOpen(PORTS.toxiproxy);
  }
}
