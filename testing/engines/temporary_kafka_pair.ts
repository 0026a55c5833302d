import { freePorts } from "./free_ports.ts";
import { kafkaHome, kafkaPackage } from "./packages/kafka_package.ts";
import { runCommand } from "./run_command.ts";
import { waitUntil } from "./wait_until.ts";

/** Two Kafka brokers of one test, the first of which is also the controller. Needs java. */
interface TemporaryKafkaPair extends AsyncDisposable {
  readonly brokers: readonly string[];
  /** Kills the second one. */
  killSecond(): Promise<void>;
}

const CLUSTER_ID = "b3duLWthZmthLXR3by1fXw";
const JVM = ["-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

export async function temporaryKafkaPair(): Promise<TemporaryKafkaPair> {
  if (!await kafkaPackage.installed()) await kafkaPackage.install();
  await using stack = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir({ prefix: "own-kafka-pair-" });
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  const [first, second, controller] = freePorts(3) as [number, number, number];
  const java = [
    "java",
    ...JVM,
    `-Dlog4j2.configurationFile=${kafkaHome()}/log4j2.yaml`,
    "-cp",
    `${kafkaHome()}/libs/*`,
  ];
  const start = async (node: 1 | 2, port: number) => {
    const config = `${folder}/broker-${node}.properties`;
    await Deno.writeTextFile(config, properties(`${folder}/storage-${node}`, node, port, controller));
    await runCommand([
      ...java,
      ...["kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", config],
      ...(node === 1 ? ["--standalone"] : ["--no-initial-controllers"]),
    ]);
    const broker = new Deno.Command("sh", {
      args: ["-c", 'exec "$@" >"$LOG" 2>&1', "sh", ...java, "kafka.Kafka", config],
      env: { LOG: `${folder}/log-${node}` },
      stdin: "null",
    }).spawn();
    const kill = async () => {
      try {
        broker.kill("SIGKILL");
      } catch { // It has ended.
      }
      await broker.status;
    };
    stack.defer(kill);
    return kill;
  };
  await start(1, first);
  const killSecond = await start(2, second);
  for (const port of [first, second]) {
    await waitUntil("reach a broker of one's own pair", async () => {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return true;
    });
  }
  const owned = stack.move();
  return {
    brokers: [`127.0.0.1:${first}`, `127.0.0.1:${second}`],
    killSecond,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function properties(storage: string, node: 1 | 2, port: number, controller: number): string {
  const settings = {
    "node.id": node,
    "process.roles": node === 1 ? "broker,controller" : "broker",
    "controller.quorum.bootstrap.servers": `127.0.0.1:${controller}`,
    listeners: `PLAINTEXT://127.0.0.1:${port}${node === 1 ? `,CONTROLLER://127.0.0.1:${controller}` : ""}`,
    "advertised.listeners": `PLAINTEXT://127.0.0.1:${port}`,
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "controller.listener.names": "CONTROLLER",
    "log.dirs": storage,
    "broker.session.timeout.ms": 3_000,
    "broker.heartbeat.interval.ms": 500,
    "offsets.topic.replication.factor": 2,
    "offsets.topic.num.partitions": 1,
    "group.initial.rebalance.delay.ms": 0,
    "auto.create.topics.enable": false,
    "num.network.threads": 1,
    "num.io.threads": 2,
    "log.cleaner.dedupe.buffer.size": 16 * 1024 * 1024,
  };
  return Object.entries(settings).map(([key, value]) => `${key}=${value}\n`).join("");
}
