import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { reasonOf } from "../../../application/shared/fault.ts";
import { WrongSettings } from "../config/settings.ts";

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

/** What is left of the program's arguments after those that chose the process and its step. */
let left: readonly string[] = Deno.args;
let isBinary = false;

export function takeArgument(): string | undefined {
  const [first, ...rest] = left;
  left = rest;
  return first;
}

export function takeProcessName(): string | undefined {
  isBinary = true;
  return takeArgument();
}

export function prependArguments(args: readonly string[]): void {
  left = [...args, ...left];
}

export function invocationOf(process: string): string {
  if (isBinary) return `tillstream ${process}`;
  return Deno.build.standalone ? `tillstream-${process}` : `deno task ${process}`;
}

/** Ends the program after `--help`. Throws `WrongSettings`. */
export function parseArguments<F extends ParseArgsOptionsConfig>(
  { name, usage, flags, positionals = false }: CommandLine<F>,
  args: readonly string[] = left,
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
