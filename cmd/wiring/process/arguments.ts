import { parseArgs, type ParseArgsOptionDescriptor } from "node:util";
import { reasonOf } from "../../../application/shared/fault.ts";
import { WrongSettings } from "../config/settings.ts";
import type { CommandLine, Flags } from "./command_line.ts";
import { helpOf, usageOf } from "./help.ts";
import { suggestion } from "./suggest.ts";

/** Only what the parser reads: explanations are none of its types. */
type Options<F extends Flags> = {
  readonly [name in keyof F]: F[name] extends { readonly multiple: true }
    ? { readonly type: F[name]["type"]; readonly multiple: true }
    : { readonly type: F[name]["type"] };
};

export type Parsed<F extends Flags> = ReturnType<
  typeof parseArgs<{ options: Options<F>; strict: true; allowPositionals: true }>
>;

/** Thrown for `--help`: the command does nothing but print it. */
export class HelpAsked extends Error {
  constructor(readonly text: string) {
    super("Help is asked for");
  }
}

/** What is left of the program's arguments after those that chose the process and its step. */
let left: readonly string[] = Deno.args;
let frontDoor: string | null = null;

export function takeArgument(): string | undefined {
  const [first, ...rest] = left;
  left = rest;
  return first;
}

/** `door` is the program that has every process as a subcommand, as it is called. */
export function takeProcessName(door: string): string | undefined {
  frontDoor = door;
  return takeArgument();
}

export function prependArguments(args: readonly string[]): void {
  left = [...args, ...left];
}

export function invocationOf(process: string): string {
  if (frontDoor !== null) return `${frontDoor} ${process}`;
  return Deno.build.standalone ? `tillstream-${process}` : `deno task ${process}`;
}

/** Throws `HelpAsked` for `--help`, `WrongSettings` for what the command does not take. */
export function parseArguments<F extends Flags>(command: CommandLine<F>, args: readonly string[] = left): Parsed<F> {
  const { name, flags, positionals = false } = command;
  const own = args.slice(0, args.includes("--") ? args.indexOf("--") : args.length);
  const invocation = invocationOf(name);
  if (own.includes("--help") || own.includes("-h")) throw new HelpAsked(helpOf(command, invocation));
  const options = flags as Record<string, ParseArgsOptionDescriptor>;
  try {
    const joined = joinNegatives(args, flags);
    return parseArgs({ args: joined, options, strict: true, allowPositionals: positionals }) as Parsed<F>;
  } catch (error) {
    const more = `${usageOf(command, invocation)}\nsee ${invocation} --help`;
    throw new WrongSettings([`${problemOf(error, flags)}\n${more}`]);
  }
}

/** A negative number is a value; the parser would take it for an option. */
function joinNegatives(args: readonly string[], flags: Flags): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1) ?? "";
    const takesValue = before.startsWith("--") && flags[before.slice(2)]?.type === "string";
    if (takesValue && /^-\d/.test(arg)) joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

function problemOf(error: unknown, flags: Flags): string {
  const { code } = error as { readonly code?: string };
  const reason = reasonOf(error);
  const [, option = "", name = ""] = /'(--?([^' ]*))/.exec(reason) ?? [];
  const flag = flags[name];
  switch (code) {
    case "ERR_PARSE_ARGS_UNKNOWN_OPTION":
      return `there is no option ${option}${suggestion(name, Object.keys(flags), "--")}`;
    case "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL":
      return `"${/argument '(.*?)'\./s.exec(reason)?.[1]}" is one argument too many`;
    case "ERR_PARSE_ARGS_INVALID_OPTION_VALUE":
      return flag?.type === "string" ? `${option} needs a value: ${option} ${flag.value}` : `${option} takes no value`;
    default:
      throw error;
  }
}
