import type { CommandLine } from "../../wiring/process/command_line.ts";

export const CLIENT_COMMAND = {
  name: "client",
  usage: "[--check]",
  description:
    `Writes client/schema.ts, the types of the importable client, from the API's own OpenAPI document. To be run
after a change of a route or schema; a test says when the file is stale.`,
  flags: { check: { type: "boolean", about: "write nothing, end with status 1 if the file is stale" } },
  notes: "Exit status: 0 written or up to date, 1 stale, 2 wrong usage.",
  examples: [
    ["", "write the types"],
    ["--check", "say whether they are up to date"],
  ],
} as const satisfies CommandLine;
