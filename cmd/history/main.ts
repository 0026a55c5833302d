import { runProcess } from "../wiring/process/run_process.ts";
import { wireHistory } from "./wire_history.ts";
import { HISTORY_COMMAND, readHistoryArguments } from "./arguments.ts";
import { runHistory } from "./run_history.ts";

await runProcess(HISTORY_COMMAND, async (process, parsed) => {
  const { dataFolder } = process.config;
  const args = readHistoryArguments(parsed, { dataFolder, now: new Date() });
  return await runHistory(args, await wireHistory(process), process);
});
