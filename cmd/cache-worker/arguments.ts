import { type Command, ONCE_FLAG } from "../wiring/process/command_line.ts";

export const CACHE_WORKER_COMMAND = {
  name: "cache-worker",
  usage: "[--once]",
  description:
    `Refreshes the pools of customers and products in Redis from the database, every CACHE_REFRESH_INTERVAL seconds (50),
CACHE_BATCH_SIZE of each (1000). Readers see the old pool or the new one, never half of it. Needs DATABASE_URL and
REDIS_URL.`,
  flags: { once: ONCE_FLAG },
  longRunning: true,
  examples: [
    ["", "until it is stopped"],
    ["--once", "fills the pools before the producer is started"],
  ],
} as const satisfies Command;
