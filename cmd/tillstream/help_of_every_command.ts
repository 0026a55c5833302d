/**
 * For help_component_test.ts: loads every main.ts in one program, with each of this program's arguments in turn, and
 * prints how each ended. A main.ts ends its program; here that is an exception.
 */
import { STEP_COMMANDS } from "../sourcing/arguments.ts";
import { prependArguments, takeArgument } from "../wiring/process/arguments.ts";
import { PROCESSES } from "./processes.ts";
import { TOOLS } from "./tools.ts";

export interface Ending {
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

class Exit extends Error {
  constructor(readonly status: number) {
    super(`exit ${status}`);
  }
}

const modes = [...Deno.args];
const print = console.log;
Deno.exit = (status = 0): never => {
  throw new Exit(status);
};

async function run(main: string, words: readonly string[]): Promise<Ending> {
  while (takeArgument() !== undefined);
  prependArguments(words);
  const said = { stdout: "", stderr: "" };
  console.log = (...parts) => said.stdout += `${parts.join(" ")}\n`;
  console.error = (...parts) => said.stderr += `${parts.join(" ")}\n`;
  try {
    // With a query it is another module each time; what it imports is loaded once.
    await import(new URL(`${main}?${words.join()}`, import.meta.url).href);
    return { status: "it went on", ...said };
  } catch (error) {
    return { status: error instanceof Exit ? error.status : String(error), ...said };
  }
}

const mains: readonly (readonly [name: string, main: string, words: readonly string[]])[] = [
  ...PROCESSES.map(({ name, load }) => [name, /"(.+)"/.exec(String(load))![1]!, []] as const),
  ...TOOLS.map(({ name }) => [name, `../tools/${name}/main.ts`, []] as const),
  ...Object.keys(STEP_COMMANDS).map((step) => [`sourcing ${step}`, "../sourcing/main.ts", [step]] as const),
];
const ended: Record<string, Record<string, Ending>> = {};
for (const [name, main, words] of mains) {
  ended[name] = {};
  for (const mode of modes) ended[name][mode] = await run(main, [...words, mode]);
}
print(JSON.stringify(ended));
