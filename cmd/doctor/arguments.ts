import type { CommandLine } from "../wiring/process/command_line.ts";

export const DOCTOR_COMMAND = {
  name: "doctor",
  usage: "[--json]",
  description:
    `Checks the settings, names in .env that are none, and every engine that the settings name: whether it answers, lets
this user in, is new enough and is set up. Says the remedy for what is wrong, and changes nothing.`,
  flags: { json: { type: "boolean", about: "print the results as one JSON document" } },
  notes: "Exit status: 0 all is well, 1 there are warnings, 2 there are errors.",
  examples: [
    ["", "a line a check, with the remedy"],
    ["--json", "for a script or an alert"],
  ],
} as const satisfies CommandLine;
