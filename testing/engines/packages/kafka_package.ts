import { PORTS } from "../addresses.ts";
import { servicesDirectory } from "../directory.ts";
import { runCommand } from "../run_command.ts";
import { VERSIONS } from "../versions.ts";
import { kafkaProperties } from "./kafka_properties.ts";
import type { Package } from "./package.ts";
import { isFile } from "./is_file.ts";
import { fetchJars, missingForJava, missingForMaven } from "./maven.ts";

/** Any 16 bytes; fixed, so that the brokers' folders can be formatted once and copied. */
const CLUSTER_ID = "dGlsbHN0cmVhbS10ZXN0cw";

const ARTIFACTS = [
  {
    group: "org.apache.kafka",
    name: "kafka_2.13",
    version: VERSIONS.kafka,
    // Named by Kafka's POM, but never published.
    without: [{ group: "org.apache.kafka", name: "kafka-tools-api" }],
  },
  { group: "org.apache.logging.log4j", name: "log4j-slf4j-impl", version: VERSIONS.log4j },
];

const LOGGING = `Configuration:
  Appenders: { Console: { name: STDOUT, PatternLayout: { pattern: "%d %p %m (%c)%n" } } }
  Loggers: { Root: { level: WARN, AppenderRef: [{ ref: STDOUT }] } }
`;

/** Kafka's libraries, and a formatted storage folder for each broker. */
export const kafkaPackage: Package = {
  title: "Kafka",
  through: "maven",
  installed: () => isFile(`${kafkaHome()}/installed`),
  async missing() {
    const fetching = kafkaPackage.installed() ? [] : missingForMaven("fetches Kafka and DynamoDB Local");
    return [...await missingForJava("runs Kafka and DynamoDB Local"), ...fetching];
  },
  async install() {
    await fetchJars(kafkaHome(), ARTIFACTS);
    await Deno.writeTextFile(`${kafkaHome()}/log4j2.yaml`, LOGGING);
    for (const broker of PORTS.kafka.keys()) await format(broker + 1);
    await Deno.writeTextFile(`${kafkaHome()}/installed`, "");
  },
};

export function kafkaHome(): string {
  return `${servicesDirectory()}/packages/kafka-${VERSIONS.kafka}`;
}

/** The storage folder of a broker that has never run. */
export function formattedStorage(broker: number): string {
  return `${kafkaHome()}/formatted-${broker}`;
}

async function format(broker: number): Promise<void> {
  await Deno.remove(formattedStorage(broker), { recursive: true }).catch(() => {});
  const properties = `${kafkaHome()}/format-${broker}.properties`;
  await Deno.writeTextFile(properties, kafkaProperties(broker, formattedStorage(broker)));
  const tool = ["-cp", `${kafkaHome()}/libs/*`, "kafka.tools.StorageTool"];
  await runCommand(["java", "-Xmx128m", ...tool, "format", "-t", CLUSTER_ID, "-c", properties]);
}
