import { takeArgument } from "../wiring/process/arguments.ts";
import { STEPS, usage } from "./steps.ts";

const name = takeArgument() ?? "";
const step = STEPS.get(name);
if (step) await step.run(`sourcing ${name}`);
else if (name === "--help" || name === "-h") console.log(usage());
else {
  console.error(`${name === "" ? "sourcing: which step?" : `sourcing: "${name}" is no step`}\n${usage()}`);
  Deno.exit(2);
}
Deno.exit(0);
