import { withTimeout } from "../../system/with_timeout.ts";
import type { Probe } from "../../system/connection_refusal.ts";
import { type Broker, KafkaBrokers, type TopicDescription } from "./brokers.ts";
import { connectKafka, type KafkaOptions } from "./connect.ts";
import { KafkaLogInspector } from "./log_inspector.ts";
import { checkEachBroker, kafkaRefusalOf } from "./preflight.ts";

export interface KafkaFacts {
  readonly brokers: readonly Broker[];
  readonly silentAddresses: readonly string[];
  readonly topics: readonly TopicDescription[];
  readonly missingTopics: readonly string[];
  readonly deadLetters: ReadonlyMap<string, number>;
}

interface ProbedTopics {
  readonly topics: readonly string[];
  readonly deadLetterTopics: readonly string[];
}

const TIMEOUT_MS = 15_000;

/** Changes nothing. Never throws. */
export async function probeKafka(options: KafkaOptions, names: ProbedTopics): Promise<Probe<KafkaFacts>> {
  const { refusal, silentAddresses } = await checkEachBroker(options);
  if (refusal) return { reachable: false, refusal };
  let lastMessage: string | undefined;
  const kafka = connectKafka({ ...options, onLog: (_, message) => lastMessage = message });
  const inspector = new KafkaLogInspector(kafka);
  try {
    const facts = await withTimeout(TIMEOUT_MS, read(new KafkaBrokers(kafka), inspector, names));
    return { reachable: true, facts: { ...facts, silentAddresses } };
  } catch (error) {
    return { reachable: false, refusal: kafkaRefusalOf(lastMessage ? new Error(lastMessage) : error, options) };
  } finally {
    await inspector.close();
  }
}

async function read(
  brokers: KafkaBrokers,
  inspector: KafkaLogInspector,
  { topics, deadLetterTopics }: ProbedTopics,
): Promise<Omit<KafkaFacts, "silentAddresses">> {
  const names = [...topics, ...deadLetterTopics];
  const all = await brokers.all();
  const found = await brokers.describe(names);
  const deadLetters = new Map<string, number>();
  for (const topic of deadLetterTopics) {
    const ranges = await inspector.ranges(topic);
    deadLetters.set(topic, ranges.reduce((sum, { first, end }) => sum + end - first, 0));
  }
  const missingTopics = names.filter((name) => !found.some(({ topic }) => topic === name));
  return { brokers: all, topics: found, missingTopics, deadLetters };
}
