/** Stores orders while everything around them is being killed, and counts what was lost or doubled. */
import { runTool } from "../../wiring/process/run_tool.ts";
import { CHAOS_COMMAND } from "./arguments.ts";
import { carryOut } from "./carry_out.ts";

if (import.meta.main) Deno.exit(await runTool(CHAOS_COMMAND, ({ values }) => carryOut(values)));
