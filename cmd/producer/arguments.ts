import { SHOPPER_FLAGS } from "../wiring/commerce/shopper_flags.ts";
import type { Command } from "../wiring/process/command_line.ts";

export const PRODUCER_COMMAND = {
  name: "producer",
  usage: "[options]",
  description:
    `Simulates shoppers: draws a customer and products from the pools by purchase propensity and publishes their orders
to Kafka; now and then new members and new products. Needs REDIS_URL and KAFKA_BROKERS, and pools that a
cache-worker fills.`,
  flags: SHOPPER_FLAGS,
  longRunning: true,
  examples: [
    ["--rate 200", "200 orders a second"],
    ["--scenario flash-sale --seed a", "a flash sale, the same each time"],
  ],
} as const satisfies Command;
