import { runProcess } from "../wiring/process/run_process.ts";
import { wireImport, wireRuns, wireSales } from "./wire_import.ts";
import { IMPORT_COMMAND, readImportArguments } from "./arguments.ts";
import { manageRuns, readRunsArguments } from "./manage_runs.ts";
import { runImport } from "./run_import.ts";
import { runSales } from "./run_sales.ts";

await runProcess(IMPORT_COMMAND, async (process, parsed) => {
  const runs = readRunsArguments(parsed);
  if (runs) return await manageRuns(runs, await wireRuns(process), process);
  const args = readImportArguments(parsed);
  const { sales } = args;
  if (sales !== null && !args.dryRun) return await runSales(args, sales, () => wireSales(process), process);
  const isTerminal = Deno.stdin.isTerminal() && Deno.stdout.isTerminal();
  return await runImport(args, () => wireImport(process, args), { signal: process.signal, isTerminal });
});
