import { SOURCING_STEPS } from "../sourcing/arguments.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { prependArguments, takeArgument, takeProcessName } from "../wiring/process/arguments.ts";
import { suggestion } from "../wiring/process/suggest.ts";
import { completedOf, completionScript, SHELLS } from "./completions.ts";
import { overview } from "./overview.ts";
import { type Listed, PROCESSES, RENAMED } from "./processes.ts";
import { toolModule, TOOLS } from "./tools.ts";
import { versionLine } from "./version.ts";

const HAS_TOOLS = hasTools();
/** The task runner says where it was called. */
const DOOR = HAS_TOOLS && Deno.env.has("INIT_CWD") ? "deno task tillstream" : "tillstream";
const LISTED: readonly Listed[] = HAS_TOOLS ? [...PROCESSES, ...TOOLS] : PROCESSES;
const OWN_WORDS = ["help", "completions", "version"] as const;

/** Does what the first argument asks for; a process ends the program itself. Throws `WrongSettings`. */
export async function openFrontDoor(): Promise<void> {
  const first = takeProcessName(DOOR);
  switch (first) {
    case undefined:
      throw new WrongSettings([`which process?\n\n${overview(DOOR, LISTED)}`]);
    case "help":
    case "--help":
    case "-h":
      return await help();
    case "version":
    case "--version":
    case "-V":
      return console.log(versionLine());
    case "completions":
      return await printCompletions(takeArgument() ?? "");
    default:
      return await load(first);
  }
}

async function help(): Promise<void> {
  const words: string[] = [];
  for (let word = takeArgument(); word !== undefined; word = takeArgument()) words.push(word);
  const [name, ...more] = words.filter((word) => word !== "--help" && word !== "-h");
  if (name === undefined || (OWN_WORDS as readonly string[]).includes(name)) {
    return console.log(overview(DOOR, LISTED));
  }
  prependArguments([...more, "--help"]);
  await load(name);
}

async function load(asked: string): Promise<void> {
  const renamed = Object.hasOwn(RENAMED, asked) ? RENAMED[asked]! : null;
  if (renamed) {
    console.error(`tillstream: "${asked}" is deprecated, use "${renamed.join(" ")}"`);
    prependArguments(renamed.slice(1));
  }
  const name = renamed?.[0] ?? asked;
  const process = PROCESSES.find((each) => each.name === name);
  const tool = TOOLS.find((each) => each.name === name);
  if (process) await process.load();
  else if (tool && HAS_TOOLS) await import(toolModule(name, "main.ts"));
  else if (tool) throw new WrongSettings([`${name} needs the sources: there it is deno task ${name}`]);
  else {
    const known = [...LISTED.map((each) => each.name), ...OWN_WORDS];
    throw new WrongSettings([`"${name}" is no process${suggestion(name, known)}\nsee ${DOOR} --help`]);
  }
  throw new Error(`Cannot run ${name}: its main.ts does nothing when another module loads it`);
}

async function printCompletions(asked: string): Promise<void> {
  const shell = SHELLS.find((each) => each === asked);
  if (!shell) throw new WrongSettings([`completions is for "${asked}": expected ${SHELLS.join(", ")}`]);
  const commands = await Promise.all(
    LISTED.map(async ({ name, summary, command }) => completedOf(name, summary, await command())),
  );
  const steps = SOURCING_STEPS.map((step) => completedOf(step.name, step.description, step));
  const own = [
    ["help", "what a process does, its options, and examples", LISTED.map(({ name, summary }) => [name, summary])],
    ["completions", "a script that completes names and options", SHELLS.map((shell) => [shell, `for ${shell}`])],
  ] as const;
  const more = own.map(([path, about, words]) => ({ path, about, words: Object.fromEntries(words), options: {} }));
  console.log(completionScript(shell, [...commands, ...steps, ...more]).trimEnd());
}

function hasTools(): boolean {
  try {
    return Deno.statSync(new URL(toolModule(TOOLS[0]!.name, "main.ts"))).isFile;
  } catch {
    return false;
  }
}
