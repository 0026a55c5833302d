import { runProcess } from "../wiring/process/run_process.ts";
import { EVALUATE_COMMAND, readEvaluateArguments } from "./arguments.ts";
import { runEvaluation } from "./run_evaluation.ts";

await runProcess(EVALUATE_COMMAND, ({ config, signal }, parsed) => {
  const args = readEvaluateArguments(parsed);
  return runEvaluation({ ...args, parameters: args.parameters ?? config.identity.confidenceParametersFile }, {
    signal,
  });
});
