import { kafkaHome, kafkaPackage } from "./packages/kafka_package.ts";
import { runCommand } from "./run_command.ts";
import { waitUntil } from "./wait_until.ts";
import type { Certificate, Certificates } from "../fixtures/certificates.ts";
import { freePorts } from "./free_ports.ts";

/** One Kafka broker of one test, with certificates and passwords. Needs java. */
interface TemporaryKafka extends AsyncDisposable {
  /** `localhost:port` of each listener. */
  readonly listeners: Readonly<Record<Listener, string>>;
}

/** The account for the listeners with passwords: by PLAIN, and by SCRAM of both lengths. */
export const KAFKA_USER = { username: "shop", password: "open/sesame 1" } as const;

/**
 * The broker's listeners. The certificates of `expired` and `misnamed` have expired and are for another host; `mutual`
 * requires a client certificate; `plainOnly` has no SCRAM; `misadvertised` advertises 127.0.0.1, which its certificate
 * is not for. The others are as secure as their names say.
 */
const LISTENERS = {
  saslTls: { protocol: "SASL_SSL", certificate: "server" },
  saslPlaintext: { protocol: "SASL_PLAINTEXT", certificate: null },
  tls: { protocol: "SSL", certificate: "server" },
  mutual: { protocol: "SSL", certificate: "server" },
  plainOnly: { protocol: "SASL_SSL", certificate: "server" },
  misadvertised: { protocol: "SSL", certificate: "server" },
  expired: { protocol: "SASL_SSL", certificate: "expired" },
  misnamed: { protocol: "SASL_SSL", certificate: "misnamed" },
  plaintext: { protocol: "PLAINTEXT", certificate: null },
} as const;

export type Listener = keyof typeof LISTENERS;
const LISTENER_NAMES = Object.keys(LISTENERS) as Listener[];
const CLUSTER_ID = "b3duLWthZmthLWJyb2tlcg";
/** The JVM's limits; each topic has one partition. */
const JVM = ["-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

export async function temporaryKafka(certificates: Certificates): Promise<TemporaryKafka> {
  await fetchKafka();
  const folder = await Deno.makeTempDir({ prefix: "own-kafka-" });
  const ports = freePorts(LISTENER_NAMES.length + 1);
  const listeners = Object.fromEntries(
    LISTENER_NAMES.map((listener, nth) => [listener, `localhost:${ports[nth]}`]),
  ) as TemporaryKafka["listeners"];
  const config = `${folder}/broker.properties`;
  const stores = {
    server: await keyStore(folder, "server", await certificates.issue("kafka")),
    expired: await keyStore(folder, "expired", await certificates.issue("kafka-expired", { days: -1 })),
    misnamed: await keyStore(folder, "misnamed", await certificates.issue("kafka-misnamed", { subject: "DNS:other" })),
  };
  await Deno.writeTextFile(config, properties(folder, listeners, ports.at(-1)!, stores, certificates.caFile));
  const java = [
    "java",
    ...JVM,
    `-Dlog4j2.configurationFile=${kafkaHome()}/log4j2.yaml`,
    "-cp",
    `${kafkaHome()}/libs/*`,
  ];
  const { username, password } = KAFKA_USER;
  const users = ["SCRAM-SHA-256", "SCRAM-SHA-512"].flatMap((mechanism) => [
    "--add-scram",
    `${mechanism}=[name="${username}",password="${password}"]`,
  ]);
  const storage = ["kafka.tools.StorageTool", "format", "--standalone", "-t", CLUSTER_ID, "-c", config, ...users];
  let broker: Deno.ChildProcess | undefined;
  const stop = async () => {
    broker?.kill("SIGKILL");
    await broker?.status;
    await Deno.remove(folder, { recursive: true });
  };
  try {
    await runCommand([...java, ...storage]);
    const log = await Deno.open(`${folder}/log`, { create: true, write: true });
    broker = new Deno.Command("sh", {
      args: ["-c", 'exec "$@" >"$LOG" 2>&1', "sh", ...java, "kafka.Kafka", config],
      env: { LOG: `${folder}/log` },
      stdin: "null",
    }).spawn();
    log.close();
    let ended = false;
    broker.status.then(() => ended = true);
    await waitUntil("reach every listener of the broker", async () => {
      if (ended) throw new Error(`the broker ended: ${(await Deno.readTextFile(`${folder}/log`)).slice(-2_000)}`);
      return (await Promise.all(LISTENER_NAMES.map((listener) => answers(listeners[listener])))).every(Boolean);
    });
    return { listeners, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function properties(
  folder: string,
  listeners: TemporaryKafka["listeners"],
  controllerPort: number,
  stores: Readonly<Record<"server" | "expired" | "misnamed", string>>,
  caFile: string,
): string {
  const { username, password } = KAFKA_USER;
  const modules = "org.apache.kafka.common.security";
  const settings: Record<string, string | number | boolean> = {
    "process.roles": "broker,controller",
    "node.id": 1,
    "controller.quorum.bootstrap.servers": `localhost:${controllerPort}`,
    listeners: [
      ...LISTENER_NAMES.map((listener) => `${listener.toUpperCase()}://${listeners[listener]}`),
      `CONTROLLER://localhost:${controllerPort}`,
    ].join(),
    "advertised.listeners": LISTENER_NAMES.map((listener) =>
      `${listener.toUpperCase()}://${
        listener === "misadvertised" ? listeners[listener].replace("localhost", "127.0.0.1") : listeners[listener]
      }`
    ).join(),
    "listener.security.protocol.map": [
      ...LISTENER_NAMES.map((listener) => `${listener.toUpperCase()}:${LISTENERS[listener].protocol}`),
      "CONTROLLER:PLAINTEXT",
    ].join(),
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "PLAINTEXT",
    "sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
    "ssl.truststore.type": "PEM",
    "ssl.truststore.location": caFile,
    "listener.name.mutual.ssl.client.auth": "required",
    "listener.name.plainonly.sasl.enabled.mechanisms": "PLAIN",
    "log.dirs": `${folder}/storage`,
    "offsets.topic.replication.factor": 1,
    "offsets.topic.num.partitions": 1,
    "group.initial.rebalance.delay.ms": 0,
    "auto.create.topics.enable": false,
    "num.network.threads": 1,
    "num.io.threads": 2,
    "log.cleaner.dedupe.buffer.size": 16 * 1024 * 1024,
  };
  for (const listener of LISTENER_NAMES) {
    const { protocol, certificate } = LISTENERS[listener];
    const prefix = `listener.name.${listener.toLowerCase()}`;
    if (certificate) {
      settings[`${prefix}.ssl.keystore.type`] = "PEM";
      settings[`${prefix}.ssl.keystore.location`] = stores[certificate];
    }
    if (!protocol.startsWith("SASL")) continue;
    settings[`${prefix}.plain.sasl.jaas.config`] =
      `${modules}.plain.PlainLoginModule required user_${username}="${password}";`;
    for (const length of [256, 512]) {
      settings[`${prefix}.scram-sha-${length}.sasl.jaas.config`] = `${modules}.scram.ScramLoginModule required;`;
    }
  }
  return Object.entries(settings).map(([key, value]) => `${key}=${value}\n`).join("");
}

/** Key and certificate in one file, as Kafka reads PEM. */
async function keyStore(folder: string, name: string, { certFile, keyFile }: Certificate): Promise<string> {
  const path = `${folder}/${name}.store.pem`;
  await Deno.writeTextFile(path, (await Deno.readTextFile(keyFile)) + await Deno.readTextFile(certFile));
  return path;
}

async function answers(address: string): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  try {
    (await Deno.connect({ hostname, port: Number(port) })).close();
    return true;
  } catch {
    return false;
  }
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
