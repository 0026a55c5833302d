import { type CommandLine, JSON_REPORT_FLAG } from "../../wiring/process/command_line.ts";

export const ARCHITECTURE_COMMAND = {
  name: "architecture",
  usage: "[--json]",
  description:
    `Checks the real module graph: who imports whom, pure inner layers, short mains, folders of at most thirty files, no
circles. A part of "ok".`,
  flags: { json: JSON_REPORT_FLAG },
  notes: "Exit status: 0 the code keeps to its rules, 1 it does not, 2 wrong usage.",
  examples: [
    ["", "a line a violation, and how many files and imports were looked at"],
    ["--json", "the same, for an editor or a script"],
  ],
} as const satisfies CommandLine;
