import { type CommandLine, JSON_REPORT_FLAG } from "../../wiring/process/command_line.ts";

export const SERVICES_COMMAND = {
  name: "services",
  usage: "up|down|status [--json]",
  description:
    `Brings up the engines that the integration tests need. With a Docker engine they run as containers (profile "test"
of compose.yaml), otherwise as processes of this machine.

TILLSTREAM_SERVICES_DIR says where programs, data and logs lie (/var/tmp/tillstream-engines), TILLSTREAM_SERVICES_HOST
"docker" or "native" where the choice should not be automatic, CHROMIUM_PATH a browser that is not on the PATH; PGFSYNC
"on" makes PostgreSQL durable, at the price of slower tests.`,
  words: {
    up: "bring the engines up, and wait until they answer",
    down: "end them and forget their data; what was fetched stays",
    status: "show each engine, its address, and whether it answers",
  },
  flags: { json: JSON_REPORT_FLAG },
  positionals: true,
  notes: "Exit status: 0 done (status: all are up), 1 failed (status: something is down), 2 wrong usage.",
  examples: [
    ["up", "for tests to run one by one"],
    ["status --json", "addresses and versions, for a script"],
  ],
} as const satisfies CommandLine;
