import { createLogger } from "../wiring/process/logger.ts";
import { readEnv } from "../wiring/config/settings.ts";
import { runTool } from "../wiring/process/run_tool.ts";
import { DOCTOR_COMMAND } from "./arguments.ts";
import { runChecks } from "./run_checks.ts";
import { exitStatus } from "./check_result.ts";
import { readEnvFile } from "./check_configuration.ts";
import { reportAsJson, reportAsText } from "./report.ts";

const status = await runTool(DOCTOR_COMMAND, async ({ values }) => {
  createLogger("doctor", "silent");
  const results = await runChecks(await readEnv(), await readEnvFile());
  console.log(values.json ? reportAsJson(results) : reportAsText(results));
  return exitStatus(results);
});
Deno.exit(status);
