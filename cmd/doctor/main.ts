import { createLogger } from "../wiring/process/logger.ts";
import { printSafely } from "../wiring/process/printable.ts";
import { readEnv, WrongSettings } from "../wiring/config/settings.ts";
import { parseArguments } from "../wiring/process/arguments.ts";
import { runChecks } from "./run_checks.ts";
import { exitStatus } from "./check_result.ts";
import { readEnvFile } from "./check_configuration.ts";
import { reportAsJson, reportAsText } from "./report.ts";

printSafely();
try {
  const { values } = parseArguments({
    name: "doctor",
    usage: `[--json]

Checks the settings and every engine that they name; changes nothing.
Exit status: 0 all is well, 1 there are warnings, 2 there are errors.

  --json   print the results as one JSON document`,
    flags: { json: { type: "boolean" } },
  });
  createLogger("doctor", "silent");
  const results = await runChecks(await readEnv(), await readEnvFile());
  console.log(values.json ? reportAsJson(results) : reportAsText(results));
  Deno.exit(exitStatus(results));
} catch (error) {
  if (!(error instanceof WrongSettings)) throw error;
  for (const problem of error.problems) console.error(`doctor: ${problem}`);
  Deno.exit(2);
}
