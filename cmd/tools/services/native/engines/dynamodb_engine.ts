import { PORTS } from "../../../../../testing/engines/addresses.ts";
import { servicesDirectory } from "../../../../../testing/engines/directory.ts";
import { dataDirectory, type NativeEngine } from "../native_engine.ts";
import { dynamodbHome } from "../../../../../testing/engines/packages/dynamodb_package.ts";

/** In memory. It has no option to restrict its listening address. */
export const dynamodbEngine: NativeEngine = {
  name: "dynamodb",
  processes() {
    const libs = `${dynamodbHome()}/libs`;
    const java = ["java", "-Xmx256m", "-XX:+UseSerialGC", `-Djava.library.path=${libs}`, "-cp", `${libs}/*`];
    const main = ["com.amazonaws.services.dynamodbv2.local.main.ServerRunner", "-port", `${PORTS.dynamodb}`];
    return [{
      title: "DynamoDB Local",
      program: "java",
      directory: directory(),
      command: [...java, ...main, "-inMemory", "-sharedDb", "-disableTelemetry"],
      ports: [PORTS.dynamodb],
    }];
  },
  prepare: () => Deno.mkdir(directory(), { recursive: true }),
};

function directory(): string {
  return dataDirectory(servicesDirectory(), "dynamodb");
}
