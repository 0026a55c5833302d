import { assertEquals } from "@std/assert";
import type { KafkaFacts } from "../../adapters/kafka/core/probe.ts";
import type { KafkaConfig } from "../wiring/config/kafka_config.ts";
import { checkKafka } from "./check_kafka.ts";

const config: KafkaConfig = {
  brokers: ["kafka1:9092", "kafka2:9092", "kafka3:9092"],
  tls: false,
  caFile: null,
  certificate: null,
  sasl: null,
  partitions: 3,
  replicas: 3,
};

interface Shape {
  readonly copies?: number;
  readonly inSync?: number;
  readonly minimum?: number;
  readonly partitions?: number;
  readonly leader?: number | null;
}

function topic({ copies = 3, inSync = copies, minimum = 2, partitions = 3, leader = 1 }: Shape = {}) {
  const ids = [1, 2, 3];
  return {
    topic: "orders",
    partitions: Array.from({ length: partitions }, (_, partition) => (
      { partition, leader, replicas: ids.slice(0, copies), inSync: ids.slice(0, inSync) }
    )),
    settings: [{ name: "min.insync.replicas", value: String(minimum), isDefault: false }],
  };
}

function complaints(changed: Partial<KafkaFacts>): string[] {
  const facts: KafkaFacts = {
    brokers: [1, 2, 3].map((id) => ({ id, address: `kafka${id}:9092`, isController: id === 1 })),
    silentAddresses: [],
    topics: [topic()],
    missingTopics: [],
    deadLetters: new Map([["orders.dlq", 0]]),
    ...changed,
  };
  return checkKafka(facts, config)
    .filter(({ status }) => status !== "ok").map(({ check, status }) => `${check}: ${status}`);
}

Deno.test("checkKafka has nothing to say against three brokers with three copies", () => {
  assertEquals(complaints({}), []);
});

Deno.test("checkKafka finds brokers that are missing", () => {
  assertEquals(complaints({ silentAddresses: ["kafka3:9092"] }), ["brokers: warning"]);
  const brokers = [{ id: 1, address: "kafka1:9092", isController: true }];
  assertEquals(complaints({ brokers, topics: [topic({ copies: 1, minimum: 1 })] }), ["brokers: warning"]);
});

Deno.test("checkKafka finds topics that lose records or stop with one broker's death", () => {
  assertEquals(complaints({ topics: [topic({ minimum: 1 })] }), ["minInSync: warning"]);
  assertEquals(complaints({ topics: [topic({ minimum: 3 })] }), ["minInSync: warning"]);
  assertEquals(complaints({ topics: [topic({ copies: 1, minimum: 1 })] }), ["copies: warning"]);
  assertEquals(complaints({ topics: [topic({ partitions: 1 })] }), ["partitions: warning"]);
  assertEquals(complaints({ topics: [topic({ inSync: 2 })] }), ["inSync: warning"]);
  assertEquals(complaints({ topics: [topic({ leader: null })] }), ["leaders: error"]);
});

Deno.test("checkKafka finds topics that are not there and dead letters that wait", () => {
  assertEquals(complaints({ missingTopics: ["users"] }), ["topics: warning"]);
  assertEquals(complaints({ deadLetters: new Map([["orders.dlq", 2]]) }), ["deadLetters: warning"]);
});
