import type { Command } from "../wiring/process/command_line.ts";

export const EVENT_RELAY_COMMAND = {
  name: "event-relay",
  usage: "",
  description:
    `Publishes to Kafka what waits in the table "outbox": identifications and dead letters, each topic in order, by one
relay at a time. A record that Kafka refuses again and again is parked, and "kafka-admin outbox" shows it. Needs
DATABASE_URL and KAFKA_BROKERS.`,
  flags: {},
  longRunning: true,
  examples: [
    ["", "until it is stopped; several may run, each topic has one at work"],
    ["", "and says each batch that it publishes", "LOG_LEVEL=debug"],
  ],
} as const satisfies Command;
