import { runTool } from "../../wiring/process/run_tool.ts";
import { readSimulateArguments, SIMULATE_COMMAND } from "./arguments.ts";
import { carryOut } from "./carry_out.ts";

const status = await runTool(
  SIMULATE_COMMAND,
  ({ values: { shrink = false, json = false, mechanisms = false, ...values } }) =>
    carryOut(readSimulateArguments(values, mechanisms), { shrink, json }),
);
Deno.exit(status);
