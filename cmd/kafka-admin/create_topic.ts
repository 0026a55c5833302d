import { numberFlag } from "../wiring/config/flags.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { topicPlans } from "../wiring/engines/kafka.ts";
import { type Admin, type Flags, type Report, requireBrokers } from "./admin.ts";
import { anyTopic } from "./named_topic.ts";

/** Makes a topic; one that is there already is left as it is, and that is a failure. */
export async function createTopic(admin: Admin, flags: Flags): Promise<Report> {
  const brokers = requireBrokers(admin, "create");
  const { kafka } = admin.process.config;
  const topic = anyTopic(admin, flags);
  const partitions = numberFlag("partitions", flags.partitions, { from: 1, to: 1_000, whole: true }, kafka!.partitions);
  const known = await brokers.all();
  const wanted = numberFlag("replicas", flags.replicas, { from: 1, to: 9, whole: true }, undefined);
  if (wanted !== undefined && wanted > known.length) {
    throw new WrongSettings([`--replicas is ${wanted}: there are ${known.length} brokers, one copy each at most`]);
  }
  const replicas = wanted ?? Math.min(kafka!.replicas, known.length);
  const own = topicPlans(admin.process.config.prefix, { partitions, replicas }).find((plan) => plan.topic === topic);
  if (await brokers.create(own ?? { topic, partitions, replicas }) === "exists") {
    throw new WrongSettings([`--topic is ${topic}: it exists already, \`kafka-admin describe\` shows how it is made`]);
  }
  return {
    json: { topic, partitions, replicas },
    text: `${topic} is made: ${partitions} partitions, ${replicas} copies each.`,
  };
}
