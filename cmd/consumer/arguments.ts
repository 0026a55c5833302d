import type { Command } from "../wiring/process/command_line.ts";

export const CONSUMER_COMMAND = {
  name: "consumer",
  usage: "--topic users|products|orders",
  description:
    `Stores one topic in the database exactly once: a batch's rows, what follows from them and the offset are one
transaction. Several of them share the partitions. A record that can't be stored goes to the topic's dead letters;
an outage is waited for. Needs DATABASE_URL and KAFKA_BROKERS.`,
  flags: {
    topic: { type: "string", value: "users|products|orders", about: "the stream that it stores; required" },
  },
  longRunning: true,
  examples: [
    ["--topic orders", "stores orders, and counts them for customers, products and days"],
    ["--topic users", "stores new and changed customers"],
  ],
} as const satisfies Command;
