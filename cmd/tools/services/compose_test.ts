import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { HOST, PORTS } from "../../../testing/engines/addresses.ts";
import { ENGINE_NAMES } from "./engine_name.ts";
import { VERSIONS } from "../../../testing/engines/versions.ts";

const compose = await Deno.readTextFile(new URL("../../../compose.yaml", import.meta.url));

/** The lines of one service, parsed without a YAML library. */
function service(name: string): string {
  const [, body = ""] = new RegExp(`^  ${name}:\\n((?:    .*\\n|\\n)+)`, "m").exec(compose) ?? [];
  return body;
}

Deno.test("compose.yaml has a service of the profile test for every engine", () => {
  for (const name of ENGINE_NAMES) {
    const body = service(`test-${name}`);
    assert(/<<: \*test(-kafka)?\n/.test(body), `test-${name} is missing or has no profile`);
  }
});

Deno.test("compose.yaml publishes the tests' engines where addresses.ts says", () => {
  const published = (name: string, ...mappings: readonly string[]) =>
    assertStringIncludes(service(name), `ports: [${mappings.map((mapping) => `"${HOST}:${mapping}"`).join(", ")}]`);
  published("test-postgres", `${PORTS.postgres}:5432`);
  published("test-redis", `${PORTS.redis}:6379`);
  published("test-dynamodb", `${PORTS.dynamodb}:8000`);
  published("test-s3", `${PORTS.s3}:5000`);
  PORTS.kafka.forEach((port, i) =>
    published(`test-kafka-${i + 1}`, `${port}:9092`, `${PORTS.kafkaBehindProxy[i]}:9192`)
  );
  const first = PORTS.redisCluster[0];
  const last = PORTS.redisCluster.at(-1);
  published("test-redis-cluster", `${first}-${last}:${first}-${last}`);
  assertStringIncludes(service("test-redis-cluster"), `ports="${PORTS.redisCluster.join(" ")}"`);
  assertStringIncludes(service("test-toxiproxy"), `"-port=${PORTS.toxiproxy}"`);
});

Deno.test("compose.yaml has Kafka's brokers announce the address that tests know", () => {
  PORTS.kafka.forEach((port, i) => {
    const listeners = `EXTERNAL://${HOST}:${port},PROXIED://${HOST}:${PORTS.kafkaProxied[i]}`;
    assertStringIncludes(service(`test-kafka-${i + 1}`), listeners);
  });
});

Deno.test("compose.yaml publishes nothing beyond this machine", () => {
  const published = compose.matchAll(/ports: \[([^\]]*)\]/g).flatMap(([, list]) => list!.match(/"[^"]+"/g) ?? [])
    .toArray();
  assertEquals(compose.match(/ports:/g)!.length, compose.match(/ports: \[/g)!.length);
  assert(published.length > 10);
  for (const mapping of published) assert(mapping.startsWith(`"${HOST}:`), mapping);
});

Deno.test("compose.yaml runs the versions that are fetched without Docker", () => {
  const versions = (
    image: string,
  ) => [...new Set(compose.matchAll(new RegExp(`image: ${image}:([^\\s@]+)`, "g")).map((m) => m[1]))];
  assertEquals(versions("apache/kafka"), [VERSIONS.kafka]);
  assertEquals(versions("amazon/dynamodb-local"), [VERSIONS.dynamodbLocal]);
  assertEquals(versions("motoserver/moto"), [VERSIONS.moto]);
  assertEquals(versions("ghcr.io/shopify/toxiproxy"), [VERSIONS.toxiproxy]);
});
