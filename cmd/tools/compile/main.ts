import { runTool } from "../../wiring/process/run_tool.ts";
import { COMPILE_COMMAND, readCompileArguments } from "./arguments.ts";
import { bundleInto } from "./bundle_into.ts";
import { compileInto } from "./compile_into.ts";

const run = runTool(COMPILE_COMMAND, async ({ values }) => {
  const options = readCompileArguments(values);
  await (options.bundle ? bundleInto(options) : compileInto(options));
  return 0;
});
Deno.exit(await run);
