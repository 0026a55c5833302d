import { prependArguments, takeProcessName } from "../wiring/process/arguments.ts";
import { PROCESSES, RENAMED, usage } from "./processes.ts";

const asked = takeProcessName();
const renamed = asked !== undefined && Object.hasOwn(RENAMED, asked) ? RENAMED[asked]! : null;
if (renamed) {
  console.error(`tillstream: "${asked}" is deprecated, use "${renamed.join(" ")}"`);
  prependArguments(renamed.slice(1));
}
const name = renamed?.[0] ?? asked;
const chosen = PROCESSES.find((process) => process.name === name);
if (name === "--help" || name === "-h") {
  console.log(usage());
} else if (!chosen) {
  console.error(`${name ? `tillstream: "${name}" is no process` : "tillstream: which process?"}\n\n${usage()}`);
  Deno.exit(2);
} else {
  // A process runs when it is loaded, and ends the program itself.
  await chosen.load();
  throw new Error(`Cannot run ${name}: its main.ts does nothing when another module loads it`);
}
