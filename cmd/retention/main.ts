import { runProcess } from "../wiring/process/run_process.ts";
import { readRetentionArguments, RETENTION_COMMAND } from "./arguments.ts";
import { runRetention } from "./run_retention.ts";

await runProcess(RETENTION_COMMAND, async (process, { values }) => {
  return await runRetention(process, readRetentionArguments(values, new Date()));
});
