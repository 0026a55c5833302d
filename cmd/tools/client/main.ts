import { runTool } from "../../wiring/process/run_tool.ts";
import { CLIENT_COMMAND } from "./arguments.ts";
import { generateTypes, TYPES_PATH } from "./generate_types.ts";

const run = runTool(CLIENT_COMMAND, async ({ values }) => {
  const types = await generateTypes();
  const isStale = await Deno.readTextFile(TYPES_PATH).catch(() => "") !== types;
  if (isStale && !values.check) await Deno.writeTextFile(TYPES_PATH, types);
  console.log(!isStale ? "client/schema.ts is up to date" : values.check ? "client/schema.ts is stale" : "written");
  return isStale && values.check ? 1 : 0;
});
Deno.exit(await run);
