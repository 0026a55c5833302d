import { runProcess } from "../wiring/process/run_process.ts";
import { wireImport, wireRuns } from "./wire_import.ts";
import { IMPORT_COMMAND, readImportArguments } from "./arguments.ts";
import { manageRuns, readRunsArguments } from "./manage_runs.ts";
import { runImport } from "./run_import.ts";

await runProcess(IMPORT_COMMAND, async (process, parsed) => {
  const runs = readRunsArguments(parsed);
  if (runs) return await manageRuns(runs, await wireRuns(process), process);
  const args = readImportArguments(parsed);
  return await runImport(args, () => wireImport(process, args), process);
});
