import { runTool } from "../../wiring/process/run_tool.ts";
import { readTestArguments, TEST_COMMAND } from "./arguments.ts";
import { reportRun } from "./report_run.ts";
import { runAll } from "./run_all.ts";
import { ROOT } from "./run_child.ts";

const run = runTool(TEST_COMMAND, ({ values, positionals }) => {
  const args = readTestArguments(values.keep ?? false, positionals, existsInProject);
  return reportRun((signal, done) => runAll(args, signal, done));
});
Deno.exit(await run);

function existsInProject(path: string): boolean {
  try {
    return Deno.statSync(ROOT + path) !== undefined;
  } catch {
    return false;
  }
}
