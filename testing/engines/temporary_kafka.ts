import { type KafkaBroker, startKafkaBroker } from "./kafka_broker.ts";
import type { Settings } from "./packages/kafka_properties.ts";
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

export async function temporaryKafka(certificates: Certificates): Promise<TemporaryKafka> {
  const folder = await Deno.makeTempDir({ prefix: "own-kafka-" });
  const ports = freePorts(LISTENER_NAMES.length + 1);
  const listeners = Object.fromEntries(
    LISTENER_NAMES.map((listener, nth) => [listener, `localhost:${ports[nth]}`]),
  ) as TemporaryKafka["listeners"];
  const stores = {
    server: await keyStore(folder, "server", await certificates.issue("kafka")),
    expired: await keyStore(folder, "expired", await certificates.issue("kafka-expired", { days: -1 })),
    misnamed: await keyStore(folder, "misnamed", await certificates.issue("kafka-misnamed", { subject: "DNS:other" })),
  };
  const { username, password } = KAFKA_USER;
  const users = ["SCRAM-SHA-256", "SCRAM-SHA-512"].flatMap((mechanism) => [
    "--add-scram",
    `${mechanism}=[name="${username}",password="${password}"]`,
  ]);
  let broker: KafkaBroker | undefined;
  const stop = async () => {
    await broker?.kill();
    await Deno.remove(folder, { recursive: true });
  };
  try {
    const started = broker = await startKafkaBroker({
      folder,
      node: 1,
      settings: settingsOf(listeners, ports.at(-1)!, stores, certificates.caFile),
      format: ["--standalone", ...users],
    });
    await waitUntil("reach every listener of the broker", async () => {
      await started.requireRunning();
      return (await Promise.all(LISTENER_NAMES.map((listener) => answers(listeners[listener])))).every(Boolean);
    });
    return { listeners, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function settingsOf(
  listeners: TemporaryKafka["listeners"],
  controllerPort: number,
  stores: Readonly<Record<"server" | "expired" | "misnamed", string>>,
  caFile: string,
): Settings {
  const { username, password } = KAFKA_USER;
  const modules = "org.apache.kafka.common.security";
  const settings: Record<string, string | number | boolean> = {
    "process.roles": "broker,controller",
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
    "offsets.topic.replication.factor": 1,
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
  return settings;
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
