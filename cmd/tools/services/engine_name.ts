export const ENGINE_NAMES = [
  "postgres",
  "redis",
  "redis-cluster",
  "kafka-1",
  "kafka-2",
  "kafka-3",
  "dynamodb",
  "s3",
  "toxiproxy",
] as const;

export type EngineName = typeof ENGINE_NAMES[number];
