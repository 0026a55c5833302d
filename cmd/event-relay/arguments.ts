import type { Command } from "../wiring/process/command_line.ts";

export const EVENT_RELAY_COMMAND = {
  name: "event-relay",
  usage: "",
  description:
    `Publishes to Kafka what waits in the table "outbox": identifications and dead letters, each topic in order, by one
relay at a time. A record that Kafka refuses again and again is parked, and "kafka-admin outbox" shows it. Sends webhooks
to their subscriptions, those of listings where MARKET_DATABASE_URL and its neighbours are set. Needs DATABASE_URL,
KAFKA_BROKERS and, for webhooks, ERASURE_KEY.`,
  flags: {},
  longRunning: true,
  examples: [
    ["", "until it is stopped; several may run, each topic has one at work"],
    ["", "and says each batch that it publishes", "LOG_LEVEL=debug"],
  ],
} as const satisfies Command;
