import type { Broker, TopicDescription } from "../../adapters/kafka/core/brokers.ts";
import type { KafkaConfig } from "../wiring/config/config.ts";
import { type Finding, findingsOf } from "./finding.ts";

/** What a look at Kafka found, or why there was nothing to see. */
export type KafkaProbe =
  | { readonly reachable: true; readonly facts: KafkaFacts }
  | { readonly reachable: false; readonly reason: string };

export interface KafkaFacts {
  readonly brokers: readonly Broker[];
  /** Addresses of the settings that nobody listens on. */
  readonly silentAddresses: readonly string[];
  /** The shop's topics that there are, dead-letter topics among them. */
  readonly topics: readonly TopicDescription[];
  readonly missingTopics: readonly string[];
  /** Dead letters that stand in each dead-letter topic. */
  readonly deadLetters: ReadonlyMap<string, number>;
}

const { ok, warning, error } = findingsOf("kafka");

/** With three copies, two of them written, one broker may die without a loss and without a stop. */
const SAFE_BROKERS = 3;

export function judgeKafka(sight: KafkaProbe, config: KafkaConfig): Finding[] {
  const where = config.brokers.join(",");
  if (!sight.reachable) {
    return [error("reachable", `${where} can't be reached: ${sight.reason}`, mendOf(sight.reason, config))];
  }
  const { brokers, silentAddresses, topics, missingTopics, deadLetters } = sight.facts;
  return [
    ok("reachable", `${brokers.length} brokers: ${brokers.map(({ id, address }) => `${id} ${address}`).join(", ")}`),
    judgeEntry(config),
    ...silentAddresses.map((address) =>
      warning("brokers", `nobody listens on ${address}`, "Start that broker, or take its address out of KAFKA_BROKERS.")
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
    ...topics.flatMap((topic) => judgeTopic(topic, config, brokers.length)),
    ...[...deadLetters].filter(([, count]) => count > 0).map(([topic, count]) =>
      warning(
        "deadLetters",
        `${count} dead letters stand in ${topic}`,
        "Look at them with `deno task kafka-admin dlq`, mend and redrive them.",
      )
    ),
  ];
}

/** How this side comes in, and how it knows who answers. */
function judgeEntry({ tls, caFile, certificate, sasl }: KafkaConfig): Finding {
  const login = sasl ? `logs in as ${sasl.username} by ${sasl.mechanism}` : "no login";
  if (!tls) return ok("entry", `no TLS, ${login}`);
  const judge = caFile ? "KAFKA_CA_FILE" : "the system's authorities";
  return ok(
    "entry",
    `TLS, certificates are checked by ${judge}${certificate ? ", one of its own is shown" : ""}; ${login}`,
  );
}

function mendOf(reason: string, { tls }: KafkaConfig): string {
  if (/sasl|authenticat/i.test(reason)) {
    return "Correct KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD.";
  }
  if (/certificate|self.signed|UnknownIssuer|unable to (get|verify)/i.test(reason)) {
    return "Set KAFKA_CA_FILE to the authority that signed the brokers' certificates.";
  }
  if (/no answer|closed connection|ECONNRESET|tls|ssl/i.test(reason)) {
    return tls
      ? "Set KAFKA_TLS=false if the brokers speak without TLS."
      : "Set KAFKA_TLS=true if the brokers want TLS, and check the addresses that they advertise.";
  }
  return "Start the brokers, or correct the addresses in KAFKA_BROKERS.";
}

function judgeTopic(
  { topic, partitions, settings }: TopicDescription,
  config: KafkaConfig,
  brokers: number,
): Finding[] {
  const copies = Math.min(...partitions.map(({ replicas }) => replicas.length));
  const minimum = Number(settings.find(({ name }) => name === "min.insync.replicas")?.value ?? 1);
  const offline = partitions.filter(({ leader }) => leader === null);
  const behind = partitions.filter(({ replicas, inSync }) => inSync.length < replicas.length);
  const findings: Finding[] = [];
  if (offline.length > 0) {
    findings.push(
      error("leaders", `${topic}: ${offline.length} partitions have no leader`, "Start the brokers that hold them."),
    );
  }
  if (behind.length > 0) {
    findings.push(
      warning(
        "inSync",
        `${topic}: copies of ${behind.length} partitions are behind`,
        "Start the missing broker and give it time to catch up.",
      ),
    );
  }
  if (partitions.length < config.partitions) {
    findings.push(warning(
      "partitions",
      `${topic} has ${partitions.length} partitions, KAFKA_PARTITIONS is ${config.partitions}`,
      "Add partitions with Kafka's own kafka-topics.sh --alter, or correct KAFKA_PARTITIONS.",
    ));
  }
  if (copies < Math.min(config.replicas, brokers)) {
    findings.push(warning(
      "copies",
      `${topic} has ${copies} copies, KAFKA_REPLICAS is ${config.replicas}`,
      "Add copies with Kafka's own kafka-reassign-partitions.sh, or correct KAFKA_REPLICAS.",
    ));
  }
  if (copies > 1 && minimum < 2) {
    findings.push(warning(
      "minInSync",
      `${topic}: one copy is enough to acknowledge a record, so a broker's death can lose it`,
      `Set min.insync.replicas of the topic to ${copies - 1}.`,
    ));
  }
  if (copies > 1 && minimum >= copies) {
    findings.push(warning(
      "minInSync",
      `${topic}: every copy must be there to write, so one broker's death stops it`,
      `Set min.insync.replicas of the topic to ${copies - 1}.`,
    ));
  }
  if (findings.length > 0) return findings;
  return [ok("topic", `${topic}: ${partitions.length} partitions, ${copies} copies, ${minimum} to acknowledge`)];
}
