import { kafkaHome, kafkaPackage } from "./packages/kafka_package.ts";
import { propertiesText, type Settings } from "./packages/kafka_properties.ts";
import { runCommand } from "./run_command.ts";

interface BrokerOptions {
  /** For its settings, storage and log. */
  readonly folder: string;
  readonly node: number;
  readonly settings: Settings;
  /** Arguments of the storage's format. */
  readonly format: readonly string[];
}

export interface KafkaBroker {
  /** Also one that has ended. */
  kill(): Promise<void>;
  /** Throws with the end of its log if it has ended. */
  requireRunning(): Promise<void>;
}

/** Any 16 bytes. */
const CLUSTER_ID = "b3duLWthZmthLWJyb2tlcg";
const JVM = ["-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];
/** It shares a machine with the tests. */
const SMALL: Settings = {
  "offsets.topic.num.partitions": 1,
  "group.initial.rebalance.delay.ms": 0,
  "auto.create.topics.enable": false,
  "num.network.threads": 1,
  "num.io.threads": 2,
  "log.cleaner.dedupe.buffer.size": 16 * 1024 * 1024,
};

/** Needs java. Does not wait until it listens. */
export async function startKafkaBroker({ folder, node, settings, format }: BrokerOptions): Promise<KafkaBroker> {
  await fetchKafka();
  const config = `${folder}/broker-${node}.properties`;
  const log = `${folder}/log-${node}`;
  await Deno.writeTextFile(
    config,
    propertiesText({ ...SMALL, ...settings, "node.id": node, "log.dirs": `${folder}/storage-${node}` }),
  );
  const java = [
    "java",
    ...JVM,
    `-Dlog4j2.configurationFile=${kafkaHome()}/log4j2.yaml`,
    "-cp",
    `${kafkaHome()}/libs/*`,
  ];
  await runCommand([...java, "kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", config, ...format]);
  const broker = new Deno.Command("sh", {
    args: ["-c", 'exec "$@" >"$LOG" 2>&1', "sh", ...java, "kafka.Kafka", config],
    env: { LOG: log },
    stdin: "null",
  }).spawn();
  let ended = false;
  broker.status.then(() => ended = true);
  return {
    kill: async () => {
      try {
        broker.kill("SIGKILL");
      } catch { // It has ended.
      }
      await broker.status;
    },
    requireRunning: async () => {
      if (ended) throw new Error(`the broker ended: ${(await Deno.readTextFile(log)).slice(-2_000)}`);
    },
  };
}

/** With containerised engines, the libraries have not been fetched yet. */
async function fetchKafka(): Promise<void> {
  if (await kafkaPackage.installed()) return;
  const missing = await kafkaPackage.missing();
  if (missing.length > 0) {
    throw new Error(missing.map(({ what, install }) => `${what} is missing: ${install}`).join("\n"));
  }
  await kafkaPackage.install();
}
