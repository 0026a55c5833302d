import { runTool } from "../../wiring/process/run_tool.ts";
import { CHAOS_COMMAND } from "./arguments.ts";
import { carryOut } from "./carry_out.ts";

Deno.exit(await runTool(CHAOS_COMMAND, ({ values }) => carryOut(values)));
