import { runProcess } from "../wiring/process/run_process.ts";
import { wireImport } from "./wire_import.ts";
import { IMPORT_COMMAND, readImportArguments } from "./arguments.ts";
import { runImport } from "./run_import.ts";

await runProcess(IMPORT_COMMAND, (process, parsed) => {
  const args = readImportArguments(parsed);
  return runImport(args, () => wireImport(process, args), process);
});
