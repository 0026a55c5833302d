import { PORTS } from "../../../../../testing/engines/addresses.ts";
import { servicesDirectory } from "../../../../../testing/engines/directory.ts";
import type { EngineName } from "../../engine_name.ts";
import { createWhole } from "../../../../../testing/engines/packages/create_whole.ts";
import { runCommand } from "../../../../../testing/engines/run_command.ts";
import { kafkaProperties } from "../../../../../testing/engines/packages/kafka_properties.ts";
import { dataDirectory, type NativeEngine } from "../native_engine.ts";
import { formattedStorage, kafkaHome } from "../../../../../testing/engines/packages/kafka_package.ts";

/** Enough for the tests' topics, with three brokers on one machine. */
const HEAP = "384m";

export function kafkaEngine(broker: 1 | 2 | 3): NativeEngine {
  const name: EngineName = `kafka-${broker}`;
  const directory = () => dataDirectory(servicesDirectory(), name);
  const storage = () => `${directory()}/storage`;
  const ports = [PORTS.kafka, PORTS.kafkaBehindProxy, PORTS.kafkaControllers].map((each) => each[broker - 1]!);
  return {
    name,
    processes() {
      const java = ["java", `-Xms${HEAP}`, `-Xmx${HEAP}`, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];
      const logging = [`-Dlog4j2.configurationFile=${kafkaHome()}/log4j2.yaml`];
      const main = ["-cp", `${kafkaHome()}/libs/*`, "kafka.Kafka", `${directory()}/broker.properties`];
      return [{
        title: `Kafka broker ${broker}`,
        program: "java",
        directory: directory(),
        command: [...java, ...logging, ...main],
        ports,
      }];
    },
    async prepare() {
      await Deno.mkdir(directory(), { recursive: true });
      await Deno.writeTextFile(`${directory()}/broker.properties`, kafkaProperties(broker, storage()));
      await createWhole(storage(), (path) => runCommand(["cp", "-r", formattedStorage(broker), path]));
    },
  };
}
