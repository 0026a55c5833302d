import requests from "kafkajs/src/protocol/requests/index.js";
import Cluster from "kafkajs/src/cluster/index.js";

interface Partition {
  readonly partitionErrorCode: number;
  readonly partitionId: number;
  readonly leader: number;
}

interface Answer {
  readonly topicMetadata: readonly { readonly topic: string; readonly partitionMetadata: Partition[] }[];
}

interface Exchange {
  readonly request: unknown;
  readonly response: { readonly parse: (answer: Answer) => Promise<Answer> };
}

/** Of kafkajs 2.2.4. */
interface Metadata {
  protocol: (of: { readonly version: number }) => (asked: unknown) => Exchange;
}

interface AskedTopic {
  readonly topic: string;
  readonly partitions: readonly { readonly partition: number }[];
}

interface ClusterPrototype {
  findTopicPartitionMetadata(topic: string): readonly Partition[];
  fetchTopicsOffset(topics: readonly AskedTopic[]): Promise<
    { topic: string; partitions: { partition: number; offset: string }[] }[]
  >;
}

const LEADER_NOT_AVAILABLE = 5;
const NO_LEADER = -1;

let patched = false;

/**
 * kafkajs throws away the whole answer about all topics if one partition has no leader, and so stops reading and
 * writing the others. Such a partition is kept here, with no leader: nobody asks a broker for it until the next
 * refresh. A topic of which no partition has one is still an error, which waits for a new topic's leaders.
 */
export function patchMetadata(): void {
  if (patched) return;
  patched = true;
  const { Metadata: metadata } = (requests as { readonly requests: { readonly Metadata: Metadata } }).requests;
  const protocol = metadata.protocol;
  metadata.protocol = (of) => (asked) => {
    const { request, response } = protocol(of)(asked);
    return { request, response: { ...response, parse: (answer) => response.parse(withoutLeaderErrors(answer)) } };
  };
  const cluster = (Cluster as { readonly prototype: ClusterPrototype }).prototype;
  const fetchTopicsOffset = cluster.fetchTopicsOffset;
  // Asked where nothing is committed. The reader seeks in any case, once the partition can be read.
  cluster.fetchTopicsOffset = async function (topics) {
    const split = topics.map(({ partitions, ...topic }) => {
      const known = this.findTopicPartitionMetadata(topic.topic) ?? [];
      const isLed = ({ partition }: { readonly partition: number }) =>
        known.find(({ partitionId }) => partitionId === partition)?.leader !== NO_LEADER;
      const { led = [], others = [] } = Object.groupBy(partitions, (one) => isLed(one) ? "led" : "others");
      return { topic, led, others };
    });
    const asked = split.filter(({ led }) => led.length > 0).map(({ topic, led }) => ({ ...topic, partitions: led }));
    const found = await fetchTopicsOffset.call(this, asked);
    return split.map(({ topic: { topic }, others }) => ({
      topic,
      partitions: [
        ...found.find((one) => one.topic === topic)?.partitions ?? [],
        ...others.map(({ partition }) => ({ partition, offset: "0" })),
      ],
    }));
  };
}

function withoutLeaderErrors(answer: Answer): Answer {
  return {
    ...answer,
    topicMetadata: answer.topicMetadata.map((topic) => {
      const isLed = topic.partitionMetadata.some(({ leader }) => leader !== NO_LEADER);
      const partitionMetadata = topic.partitionMetadata.map((partition) =>
        isLed && partition.partitionErrorCode === LEADER_NOT_AVAILABLE
          ? { ...partition, partitionErrorCode: 0, leader: NO_LEADER }
          : partition
      );
      return { ...topic, partitionMetadata };
    }),
  };
}
