import type { Command } from "../wiring/process/command_line.ts";

export const PRODUCER_COMMAND = {
  name: "producer",
  usage: "[options]",
  description:
    `Simulates shoppers: draws a customer and products from the pools by purchase propensity and publishes their orders
to Kafka; now and then new members and new products. Needs REDIS_URL and KAFKA_BROKERS, and pools that a
cache-worker fills.`,
  flags: {
    rate: { type: "string", value: "N", about: "so many orders a second (default: a cart every 3 to 5 s)" },
    speed: { type: "string", value: "FACTOR", about: "everything so many times as often (default 1)" },
    seed: {
      type: "string",
      value: "TEXT",
      about: "who buys what, when; the same seed repeats it (default: another each time)",
    },
    scenario: {
      type: "string",
      value: "NAME[,NAME]",
      about: "scenarios that hold from the start; `scenarios` lists them",
    },
    "calendar-pace": {
      type: "boolean",
      about: "carts come more or less often as the calendar's scenarios say; otherwise one every 3 to 5 s",
    },
  },
  longRunning: true,
  examples: [
    ["--rate 200", "200 orders a second"],
    ["--scenario flash-sale --seed a", "a flash sale, the same each time"],
  ],
} as const satisfies Command;
