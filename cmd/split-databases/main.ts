import { runProcess } from "../wiring/process/run_process.ts";
import { readSplitArguments, SPLIT_COMMAND } from "./arguments.ts";
import { connectDatabases } from "./connect.ts";
import { runSplit } from "./run.ts";

await runProcess(SPLIT_COMMAND, async (process, { values }) => {
  const args = readSplitArguments(values, { dataFolder: process.config.dataFolder });
  return await runSplit(args, await connectDatabases(process, args), process);
});
