import { runTool } from "../../wiring/process/run_tool.ts";
import { FUZZ_COMMAND } from "./arguments.ts";
import { carryOut } from "./carry_out.ts";

Deno.exit(await runTool(FUZZ_COMMAND, ({ values }) => carryOut(values)));
