import type { Command } from "../wiring/process/command_line.ts";

export const CACHE_MONITOR_COMMAND = {
  name: "cache-monitor",
  usage: "[--once] [--json]",
  description: `Prints one line a second: the time of this machine, the seconds since the pools were refreshed out of
CACHE_REFRESH_INTERVAL, and what the cache says of itself. Without REDIS_URL it looks into the "start" that listens
on HOST and PORT.`,
  flags: {
    once: { type: "boolean", about: "print one line, then end" },
    json: { type: "boolean", about: "print one JSON document a line" },
  },
  notes: "Exit status of --once: 1 when the cache can't be reached.",
  longRunning: true,
  examples: [
    ["", "a line a second until Ctrl-C"],
    ["--once --json", "one look, for a script"],
  ],
} as const satisfies Command;
