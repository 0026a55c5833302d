import type { Kafka } from "kafkajs";

/** What kafkajs 2.2.4 has beneath its clients: connections with their logins, and requests of one's own. */
export interface RawCluster {
  readonly brokerPool: {
    findConnectedBroker(): Promise<RawBroker>;
    findBroker(of: { readonly nodeId: number }): Promise<RawBroker>;
    refreshMetadata(topics: readonly string[]): Promise<void>;
  };
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

export interface RawBroker {
  /** By the API's key. */
  readonly versions: Readonly<Record<number, { readonly minVersion: number; readonly maxVersion: number }>>;
  readonly connectionPool: { send<T>(exchange: Exchange<T>): Promise<T> };
  connect(): Promise<void>;
  metadata(topics: readonly string[]): Promise<{
    readonly clusterId: string | null;
    readonly topicMetadata: readonly {
      readonly partitionMetadata: readonly { readonly partitionId: number; readonly leader: number }[];
    }[];
  }>;
  listOffsets(asked: {
    readonly isolationLevel?: number;
    readonly topics: readonly {
      readonly topic: string;
      readonly partitions: readonly { readonly partition: number; readonly timestamp: number }[];
    }[];
  }): Promise<{
    readonly responses: readonly {
      readonly partitions: readonly { readonly partition: number; readonly offset: string }[];
    }[];
  }>;
}

interface Exchange<T> {
  readonly request: {
    readonly apiKey: number;
    readonly apiVersion: number;
    readonly apiName: string;
    readonly encode: () => Promise<unknown>;
  };
  readonly response: {
    readonly decode: (answer: Uint8Array) => Promise<T>;
    readonly parse: (decoded: T) => Promise<T>;
  };
}

const CREATE_CLUSTER = "private:Kafka:createCluster";

export function createRawCluster(kafka: Kafka): RawCluster {
  const symbol = Object.getOwnPropertySymbols(kafka).find(({ description }) => description === CREATE_CLUSTER);
  const create = symbol && (kafka as unknown as Record<symbol, unknown>)[symbol];
  if (typeof create !== "function") throw new Error("Cannot use kafkajs: it has no clusters of its own");
  return create({ allowAutoTopicCreation: false, metadataMaxAge: 60_000 }) as RawCluster;
}
