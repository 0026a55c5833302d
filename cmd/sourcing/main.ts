import { invocationOf, prependArguments, takeArgument } from "../wiring/process/arguments.ts";
import { runTool } from "../wiring/process/run_tool.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { suggestion } from "../wiring/process/suggest.ts";
import { usageOf } from "../wiring/process/help.ts";
import { SOURCING_COMMAND } from "./arguments.ts";
import { STEPS } from "./steps.ts";

const name = takeArgument() ?? "";
if (Object.hasOwn(STEPS, name)) await STEPS[name as keyof typeof STEPS](`sourcing ${name}`);
prependArguments([name]);
const status = await runTool(SOURCING_COMMAND, () => {
  const problem = name === "" ? "which step?" : `"${name}" is no step${suggestion(name, Object.keys(STEPS))}`;
  const invocation = invocationOf(SOURCING_COMMAND.name);
  throw new WrongSettings([`${problem}\n${usageOf(SOURCING_COMMAND, invocation)}\nsee ${invocation} --help`]);
});
Deno.exit(status);
