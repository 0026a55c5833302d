import { AssignerProtocol, ConfigResourceTypes, type Kafka } from "kafkajs";
import { asKafkaTakesIt, type TopicPlan, withAdmin } from "./topics.ts";

export interface Broker {
  readonly id: number;
  readonly address: string;
  readonly isController: boolean;
}

interface PartitionDescription {
  readonly partition: number;
  /** `null`: neither readable nor writable. */
  readonly leader: number | null;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
}

export interface TopicDescription {
  readonly topic: string;
  readonly partitions: readonly PartitionDescription[];
  readonly settings: readonly { readonly name: string; readonly value: string; readonly isDefault: boolean }[];
}

export interface GroupMember {
  readonly memberId: string;
  readonly clientId: string;
  readonly host: string;
  readonly partitions: readonly { readonly topic: string; readonly partition: number }[];
}

/** Every method throws `Outage`. */
export class KafkaBrokers {
  readonly #kafka: Kafka;

  constructor(kafka: Kafka) {
    this.#kafka = kafka;
  }

  all(): Promise<Broker[]> {
    return withAdmin(this.#kafka, async (admin) => {
      const { brokers, controller } = await admin.describeCluster();
      return brokers
        .map(({ nodeId, host, port }) => ({
          id: nodeId,
          address: `${host}:${port}`,
          isController: nodeId === controller,
        }))
        .sort((a, b) => a.id - b.id);
    });
  }

  topicNames(): Promise<string[]> {
    return withAdmin(this.#kafka, async (admin) => (await admin.listTopics()).sort());
  }

  /** Only topics that exist: asking a broker about another could create it. */
  describe(topics: readonly string[]): Promise<TopicDescription[]> {
    return withAdmin(this.#kafka, async (admin) => {
      const existing = new Set(await admin.listTopics());
      const known = topics.filter((topic) => existing.has(topic));
      if (known.length === 0) return [];
      const metadata = await admin.fetchTopicMetadata({ topics: known });
      const { resources } = await admin.describeConfigs({
        includeSynonyms: false,
        resources: known.map((name) => ({ type: ConfigResourceTypes.TOPIC, name })),
      });
      return metadata.topics.map(({ name, partitions }) => ({
        topic: name,
        partitions: partitions
          .map(({ partitionId, leader, replicas, isr }) => ({
            partition: partitionId,
            leader: leader < 0 ? null : leader,
            replicas,
            inSync: isr,
          }))
          .sort((a, b) => a.partition - b.partition),
        settings: (resources.find(({ resourceName }) => resourceName === name)?.configEntries ?? [])
          .map(({ configName, configValue, isDefault }) => ({ name: configName, value: configValue, isDefault }))
          .sort((a, b) => a.name.localeCompare(b.name)),
      }));
    });
  }

  /** An acknowledged record survives the loss of one replica, if there are several. */
  create(plan: TopicPlan): Promise<"created" | "exists"> {
    return withAdmin(this.#kafka, async (admin) => {
      if ((await admin.listTopics()).includes(plan.topic)) return "exists";
      const created = await admin.createTopics({ waitForLeaders: true, topics: [asKafkaTakesIt(plan)] });
      return created ? "created" : "exists";
    });
  }

  members(group: string): Promise<GroupMember[]> {
    return withAdmin(this.#kafka, async (admin) => {
      const { groups } = await admin.describeGroups([group]);
      return (groups[0]?.members ?? []).map(({ memberId, clientId, clientHost, memberAssignment }) => ({
        memberId,
        clientId,
        host: clientHost.replace(/^\//, ""),
        partitions: memberAssignment.length === 0 ? [] : partitionsOf(memberAssignment),
      }));
    });
  }
}

function partitionsOf(assignment: Parameters<typeof AssignerProtocol.MemberAssignment.decode>[0]) {
  const decoded = AssignerProtocol.MemberAssignment.decode(assignment);
  return Object.entries(decoded?.assignment ?? {}).flatMap(([topic, partitions]) =>
    partitions.map((partition) => ({ topic, partition }))
  );
}
