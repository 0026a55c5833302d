import { freePorts } from "./free_ports.ts";
import { startKafkaBroker } from "./kafka_broker.ts";
import type { Settings } from "./packages/kafka_properties.ts";
import { waitUntil } from "./wait_until.ts";

/** Two Kafka brokers of one test, the first of which is also the controller. Needs java. */
interface TemporaryKafkaPair extends AsyncDisposable {
  readonly brokers: readonly string[];
  /** Kills the second one. */
  killSecond(): Promise<void>;
}

export async function temporaryKafkaPair(): Promise<TemporaryKafkaPair> {
  await using stack = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir({ prefix: "own-kafka-pair-" });
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  const [first, second, controller] = freePorts(3) as [number, number, number];
  const start = async (node: 1 | 2, port: number) => {
    const broker = await startKafkaBroker({
      folder,
      node,
      settings: settingsOf(node, port, controller),
      format: [node === 1 ? "--standalone" : "--no-initial-controllers"],
    });
    stack.defer(() => broker.kill());
    return broker;
  };
  await start(1, first);
  const { kill: killSecond } = await start(2, second);
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

function settingsOf(node: 1 | 2, port: number, controller: number): Settings {
  return {
    "process.roles": node === 1 ? "broker,controller" : "broker",
    "controller.quorum.bootstrap.servers": `127.0.0.1:${controller}`,
    listeners: `PLAINTEXT://127.0.0.1:${port}${node === 1 ? `,CONTROLLER://127.0.0.1:${controller}` : ""}`,
    "advertised.listeners": `PLAINTEXT://127.0.0.1:${port}`,
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "controller.listener.names": "CONTROLLER",
    "broker.session.timeout.ms": 3_000,
    "broker.heartbeat.interval.ms": 500,
    "offsets.topic.replication.factor": 2,
  };
}
