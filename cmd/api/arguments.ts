import type { Command } from "../wiring/process/command_line.ts";

export const API_COMMAND = {
  name: "api",
  usage: "",
  description:
    `Serves the HTTP API on HOST and PORT, its documentation at /docs and the page at /. Needs DATABASE_URL, REDIS_URL
and KAFKA_BROKERS, and API_KEYS on an address other than loopback. Stops on SIGTERM once the calls in hand are
answered.`,
  flags: {},
  longRunning: true,
  hasApi: true,
  examples: [
    ["", "with the settings of the environment and of .env"],
    ["", "on another port", "PORT=8080"],
  ],
} as const satisfies Command;
