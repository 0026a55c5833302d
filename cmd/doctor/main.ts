/** Looks at the settings and every configured engine, and says how to mend what it finds. */
import { createLogger } from "../wiring/process/logger.ts";
import { readEnv } from "../wiring/config/read_env.ts";
import { parseArguments } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { examine } from "./examine.ts";
import { exitStatus } from "./finding.ts";
import { readEnvFile } from "./read_env_file.ts";
import { reportAsJson, reportAsText } from "./report.ts";

try {
  const { values } = parseArguments({
    name: "doctor",
    usage: `[--json]

Looks at the settings and at every engine that they name; changes nothing.
Exit status: 0 all is well, 1 there are warnings, 2 there are errors.

  --json   print the findings as one JSON document`,
    flags: { json: { type: "boolean" } },
  });
  // What the clients have to say on the way is in the findings.
  createLogger("doctor", "silent");
  const findings = await examine(await readEnv(), await readEnvFile());
  console.log(values.json ? reportAsJson(findings) : reportAsText(findings));
  Deno.exit(exitStatus(findings));
} catch (error) {
  if (!(error instanceof WrongSettings)) throw error;
  for (const problem of error.problems) console.error(`doctor: ${problem}`);
  Deno.exit(2);
}
