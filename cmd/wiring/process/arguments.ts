import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { reasonOf } from "../../../application/shared/fault.ts";
import { WrongSettings } from "../config/settings.ts";

/** How a process or a tool is called. */
export interface CommandLine<F extends ParseArgsOptionsConfig> {
  readonly name: string;
  /** Behind the name; one line a flag, printed by `--help` and after a wrong one. */
  readonly usage: string;
  readonly flags: F;
  readonly positionals?: boolean;
}

export type Parsed<F extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: F; strict: true; allowPositionals: true }>
>;

/** How many of the program's arguments chose the process. */
let taken = 0;

/** Takes the first argument, the name of a process, away from those of the process. */
export function takeProcessName(): string | undefined {
  taken = 1;
  return Deno.args[0];
}

/** What a person types to run the process: a task, a subcommand, or its own binary. */
export function invocationOf(process: string): string {
  if (taken > 0) return `tillstream ${process}`;
  return Deno.build.standalone ? `tillstream-${process}` : `deno task ${process}`;
}

/** Reads the arguments; prints the usage and ends the program where that was asked for. Throws `WrongSettings`. */
export function parseArguments<F extends ParseArgsOptionsConfig>(
  { name, usage, flags, positionals = false }: CommandLine<F>,
  args: readonly string[] = Deno.args.slice(taken),
): Parsed<F> {
  const text = `usage: ${invocationOf(name)} ${usage}`;
  const own = args.slice(0, args.includes("--") ? args.indexOf("--") : args.length);
  if (own.includes("--help") || own.includes("-h")) {
    console.log(text);
    Deno.exit(0);
  }
  try {
    return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: positionals }) as Parsed<F>;
  } catch (error) {
    throw new WrongSettings([`${reasonOf(error)}\n${text}`]);
  }
}
