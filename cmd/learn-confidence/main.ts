import { openMigratedDatabase } from "../wiring/engines/postgres.ts";
import { learningDeps } from "../wiring/identity/confidence.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { LEARN_COMMAND, readLearnArguments } from "./arguments.ts";
import { runLearning } from "./run_learning.ts";

await runProcess(LEARN_COMMAND, async (process, parsed) => {
  const args = readLearnArguments(parsed);
  const sql = await openMigratedDatabase(process, LEARN_COMMAND.name);
  const { status, text } = await runLearning(learningDeps(process, sql), args);
  console.log(text);
  return status;
});
