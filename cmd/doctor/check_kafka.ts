import type { TopicDescription } from "../../adapters/kafka/core/brokers.ts";
import type { KafkaFacts } from "../../adapters/kafka/core/probe.ts";
import type { KafkaConfig } from "../wiring/config/kafka_config.ts";
import { type CheckResult, resultsOf } from "./check_result.ts";

const { ok, warning, error } = resultsOf("kafka");

/** With three copies, two of them written, one broker may die without a loss and without a stop. */
const SAFE_BROKERS = 3;

export function checkKafka(facts: KafkaFacts, config: KafkaConfig): CheckResult[] {
  const { brokers, silentAddresses, topics, missingTopics, deadLetters } = facts;
  return [
    ok("reachable", `${brokers.length} brokers: ${brokers.map(({ id, address }) => `${id} ${address}`).join(", ")}`),
    checkEntry(config),
    ...silentAddresses.map((address) =>
      warning(
        "brokers",
        `nothing answers at ${address}`,
        "Start that broker, or take its address out of KAFKA_BROKERS.",
      )
    ),
    ...(brokers.length < SAFE_BROKERS
      ? [warning(
        "brokers",
        `${brokers.length} brokers: records are lost or unreachable when one dies`,
        "Run three brokers where orders must not be lost.",
      )]
      : []),
    ...(missingTopics.length > 0
      ? [warning(
        "topics",
        `not there yet: ${missingTopics.join(", ")}`,
        "Start the producer or a consumer, which make them, or run `deno task kafka-admin create`.",
      )]
      : []),
    ...topics.flatMap((topic) => checkTopic(topic, config, brokers.length)),
    ...[...deadLetters].filter(([, count]) => count > 0).map(([topic, count]) =>
      warning(
        "deadLetters",
        `${count} dead letters stand in ${topic}`,
        "Look at them with `deno task kafka-admin dlq`, correct and redrive them.",
      )
    ),
  ];
}

function checkEntry({ tls, caFile, certificate, sasl }: KafkaConfig): CheckResult {
  const login = sasl ? `logs in as ${sasl.username} by ${sasl.mechanism}` : "no login";
  if (!tls) return ok("entry", `no TLS, ${login}`);
  const judge = caFile ? "KAFKA_CA_FILE" : "the system's authorities";
  return ok(
    "entry",
    `TLS, certificates are checked by ${judge}${certificate ? ", one of its own is shown" : ""}; ${login}`,
  );
}

function checkTopic(
  { topic, partitions, settings }: TopicDescription,
  config: KafkaConfig,
  brokers: number,
): CheckResult[] {
  const copies = Math.min(...partitions.map(({ replicas }) => replicas.length));
  const minimum = Number(settings.find(({ name }) => name === "min.insync.replicas")?.value ?? 1);
  const offline = partitions.filter(({ leader }) => leader === null);
  const behind = partitions.filter(({ replicas, inSync }) => inSync.length < replicas.length);
  const results: CheckResult[] = [];
  if (offline.length > 0) {
    results.push(
      error("leaders", `${topic}: ${offline.length} partitions have no leader`, "Start the brokers that hold them."),
    );
  }
  if (behind.length > 0) {
    results.push(
      warning(
        "inSync",
        `${topic}: copies of ${behind.length} partitions are behind`,
        "Start the missing broker and give it time to catch up.",
      ),
    );
  }
  if (partitions.length < config.partitions) {
    results.push(warning(
      "partitions",
      `${topic} has ${partitions.length} partitions, KAFKA_PARTITIONS is ${config.partitions}`,
      "Add partitions with Kafka's own kafka-topics.sh --alter, or correct KAFKA_PARTITIONS.",
    ));
  }
  if (copies < Math.min(config.replicas, brokers)) {
    results.push(warning(
      "copies",
      `${topic} has ${copies} copies, KAFKA_REPLICAS is ${config.replicas}`,
      "Add copies with Kafka's own kafka-reassign-partitions.sh, or correct KAFKA_REPLICAS.",
    ));
  }
  if (copies > 1 && minimum < 2) {
    results.push(warning(
      "minInSync",
      `${topic}: one copy is enough to acknowledge a record, so a broker's death can lose it`,
      `Set min.insync.replicas of the topic to ${copies - 1}.`,
    ));
  }
  if (copies > 1 && minimum >= copies) {
    results.push(warning(
      "minInSync",
      `${topic}: every copy must be there to write, so one broker's death stops it`,
      `Set min.insync.replicas of the topic to ${copies - 1}.`,
    ));
  }
  if (results.length > 0) return results;
  return [ok("topic", `${topic}: ${partitions.length} partitions, ${copies} copies, ${minimum} to acknowledge`)];
}
