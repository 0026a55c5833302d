import { runTool } from "../../wiring/process/run_tool.ts";
import { runServices, SERVICES_COMMAND } from "./run_services.ts";

if (import.meta.main) {
  const run = runTool(SERVICES_COMMAND, ({ values, positionals }) => runServices(positionals, values.json ?? false));
  Deno.exit(await run);
}
