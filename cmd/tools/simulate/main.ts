import { runTool } from "../../wiring/process/run_tool.ts";
import { readSimulateArguments, SIMULATE_COMMAND } from "./arguments.ts";
import { carryOut } from "./carry_out.ts";

const status = await runTool(
  SIMULATE_COMMAND,
  ({ values: { shrink = false, json = false, ...values } }) =>
    carryOut(readSimulateArguments(values), { shrink, json }),
);
Deno.exit(status);
