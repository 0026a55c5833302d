import type { Command } from "../wiring/process/command_line.ts";

export const EVENT_RECORDER_COMMAND = {
  name: "event-recorder",
  usage: "",
  description:
    `Records identifications from Kafka in DynamoDB, each once, and those of erased customers never. Creates the table
where there is none at DYNAMODB_ENDPOINT. Needs DATABASE_URL, KAFKA_BROKERS and EVENTS=dynamodb or
DYNAMODB_ENDPOINT.`,
  flags: {},
  longRunning: true,
  examples: [
    ["", "until it is stopped"],
    ["", "into DynamoDB of that region", "EVENTS=dynamodb AWS_REGION=ap-northeast-2"],
  ],
} as const satisfies Command;
