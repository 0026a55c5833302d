import { assert, assertEquals } from "@std/assert";
import { addresses, HOST, PORTS, testEnvironment } from "./addresses.ts";

/** Where Linux's ephemeral ports begin. */
const FIRST_EPHEMERAL = 32768;

Deno.test("PORTS has no port twice, and no ephemeral one", () => {
  const ports = Object.values(PORTS).flat();
  assertEquals(new Set(ports).size, ports.length);
  assert(ports.every((port) => port > 1024 && port < FIRST_EPHEMERAL));
});

Deno.test("addresses are on loopback", () => {
  const { postgresUrl, redisUrl, dynamodbEndpoint, s3Endpoint, toxiproxyUrl } = addresses;
  for (const url of [postgresUrl, redisUrl, dynamodbEndpoint, s3Endpoint, toxiproxyUrl]) {
    assertEquals(new URL(url).hostname, HOST);
  }
  for (const node of [...addresses.redisClusterNodes, ...addresses.kafkaBrokers]) assert(node.startsWith(`${HOST}:`));
});

Deno.test("testEnvironment lists clusters with commas", () => {
  const { TEST_REDIS_CLUSTER, TEST_KAFKA_BROKERS } = testEnvironment();
  assertEquals(TEST_REDIS_CLUSTER?.split(",").length, 6);
  assertEquals(TEST_KAFKA_BROKERS, "127.0.0.1:29581,127.0.0.1:29582,127.0.0.1:29583");
});
