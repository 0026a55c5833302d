/** Moves one database into the three of sourcing, and certifies that nothing was lost on the way. */
import { runProcess } from "../wiring/process/run_process.ts";
import { wireSplit } from "./connect.ts";
import { readSplitArguments, SPLIT_COMMAND } from "./arguments.ts";
import { runSplit } from "./run.ts";

await runProcess(SPLIT_COMMAND, async (process, { values }) => {
  const args = readSplitArguments(values, { dataFolder: process.config.dataFolder });
  return await runSplit(args, await wireSplit(process, args), process);
});
