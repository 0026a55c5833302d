import { HOST, PORTS } from "../addresses.ts";

export type Settings = Readonly<Record<string, string | number | boolean>>;

export function propertiesText(settings: Settings): string {
  return Object.entries(settings).map(([key, value]) => `${key}=${value}\n`).join("");
}

/**
 * The settings of one broker, which is also a controller; three form a cluster that survives the loss of any one.
 * Thread counts and buffers are small, because all three share a machine with the tests.
 */
export function kafkaProperties(broker: number, storage: string): string {
  const port = PORTS.kafka[broker - 1];
  const behind = PORTS.kafkaBehindProxy[broker - 1];
  const proxied = PORTS.kafkaProxied[broker - 1];
  const controllers = PORTS.kafkaControllers.map((controller, i) => `${i + 1}@${HOST}:${controller}`);
  return propertiesText({
    "process.roles": "broker,controller",
    "node.id": broker,
    "controller.quorum.voters": controllers.join(","),
    listeners: [
      `PLAINTEXT://${HOST}:${port}`,
      `PROXIED://${HOST}:${behind}`,
      `CONTROLLER://${HOST}:${PORTS.kafkaControllers[broker - 1]}`,
    ].join(","),
    "advertised.listeners": `PLAINTEXT://${HOST}:${port},PROXIED://${HOST}:${proxied}`,
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "PLAINTEXT",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "log.dirs": storage,
    "num.partitions": 3,
    "default.replication.factor": 3,
    "min.insync.replicas": 2,
    "offsets.topic.replication.factor": 3,
    "offsets.topic.num.partitions": 6,
    "transaction.state.log.replication.factor": 3,
    "transaction.state.log.min.isr": 2,
    "transaction.state.log.num.partitions": 6,
    "group.initial.rebalance.delay.ms": 0,
    "auto.create.topics.enable": false,
    "num.network.threads": 2,
    "num.io.threads": 4,
    "log.cleaner.dedupe.buffer.size": 16 * 1024 * 1024,
  });
}
