import type { CommandLine } from "../../wiring/process/command_line.ts";

export const OK_COMMAND = {
  name: "ok",
  usage: "",
  description:
    `The gate before a commit: format, lint, types, architecture and the fast tests, those that need no permission and no
engine. CI runs it first.`,
  flags: {},
  notes:
    `The last line reads "N passed, N failed". Exit status: 0 all is well, 1 something is not, 2 wrong usage, 130 or 143
interrupted.`,
  examples: [
    ["", "a minute or two"],
    ["", "without colours, for a log", "NO_COLOR=1"],
  ],
} as const satisfies CommandLine;
