import { type Command, JSON_FLAG, ONCE_FLAG } from "../wiring/process/command_line.ts";

export const GRADE_UPDATER_COMMAND = {
  name: "grade-updater",
  usage: "[--once [--as-of TIME] [--json]]",
  description:
    `Gives customers the grades VIP, GOLD, SILVER and BRONZE by their purchases of the last six months, every ten
minutes. It looks at those alone whose grade can have changed; one process at a time does so.`,
  flags: {
    once: ONCE_FLAG,
    "as-of": { type: "string", value: "TIME", about: "with --once: as of that day or time (default: now)" },
    json: { ...JSON_FLAG, about: "with --once: print one JSON document" },
  },
  notes: "Exit status of --once: 0 done, 1 another process is at it.",
  longRunning: true,
  examples: [
    ["--once", "one run, and who was promoted or demoted, in figures"],
    ["--once --as-of 2026-03-02 --json", "the grades of that day, as JSON"],
  ],
} as const satisfies Command;
