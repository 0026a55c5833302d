import { runTool } from "../../wiring/process/run_tool.ts";
import { SERVICES_COMMAND } from "./arguments.ts";
import { runServices } from "./run_services.ts";

Deno.exit(
  await runTool(SERVICES_COMMAND, ({ values, positionals }) => runServices(positionals, values.json ?? false)),
);
