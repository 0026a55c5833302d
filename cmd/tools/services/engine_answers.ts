import { PORTS } from "../../../testing/engines/addresses.ts";
import type { EngineName } from "./engine_name.ts";
import { kafkaBrokers } from "./kafka_brokers.ts";
import { askRedis, clusterReady, portOpen, postgresVersion } from "./probes.ts";

/** Asks the engine in its own protocol; returns false or throws while it is not ready. */
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
      // The broker must list itself: it opens its port before the controllers accept it.
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
