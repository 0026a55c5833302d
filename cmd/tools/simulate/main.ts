import { runTool } from "../../wiring/process/run_tool.ts";
import { readSimulateArguments, SIMULATE_COMMAND } from "./arguments.ts";
import { carryOut } from "./carry_out.ts";

if (import.meta.main) {
  const run = runTool(
    SIMULATE_COMMAND,
    ({ values: { shrink = false, json = false, ...values } }) =>
      carryOut(readSimulateArguments(values), { shrink, json }),
  );
  Deno.exit(await run);
}
