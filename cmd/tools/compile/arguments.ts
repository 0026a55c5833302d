import type { CommandLine } from "../../wiring/process/command_line.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { type CompileOptions, ENTRYPOINTS, TARGETS } from "./options.ts";

export const COMPILE_COMMAND = {
  name: "compile",
  usage: "[--target T] [--out FOLDER] [--only NAME,...] [--bundle]",
  description:
    `Makes programs that need nothing installed: tillstream, with every process as a subcommand, and one for each
process.`,
  flags: {
    target: { type: "string", value: "T", about: `${TARGETS.join(", ")} (default: this machine's own)` },
    out: { type: "string", value: "FOLDER", about: "where they go (default dist)" },
    only: { type: "string", value: "NAME,...", multiple: true, about: `some of ${ENTRYPOINTS.join(", ")}` },
    bundle: {
      type: "boolean",
      about: `JavaScript for Deno to run (deno run -A dist/tillstream.js), with its data files beside it; nothing is
downloaded for it but esbuild`,
    },
  },
  notes: "Exit status: 0 done, 1 failed, 2 wrong usage.",
  examples: [
    ["--only tillstream", "the one program with everything, in dist"],
    ["--bundle --out /tmp/tillstream", "JavaScript that Deno runs, without the sources"],
  ],
} as const satisfies CommandLine;

interface CompileFlags {
  readonly target?: string | undefined;
  readonly out?: string | undefined;
  readonly only?: readonly string[] | undefined;
  readonly bundle?: boolean | undefined;
}

/** Throws `WrongSettings` naming the flag. */
export function readCompileArguments(
  { target: text, out = "dist", only = [], bundle = false }: CompileFlags,
): CompileOptions {
  const target = TARGETS.find((known) => known === text);
  if (text !== undefined && !target) refuse(`--target is "${text}": expected ${TARGETS.join(", ")}`);
  if (bundle && target) refuse("--bundle makes the same files for every --target: leave one of them out");
  const names = only.flatMap((list) => list.split(","));
  const unknown = names.find((name) => !ENTRYPOINTS.includes(name));
  if (unknown !== undefined) refuse(`--only is "${unknown}": expected ${ENTRYPOINTS.join(", ")}`);
  return { target, out, only: names.length > 0 ? names : ENTRYPOINTS, bundle };
}

function refuse(problem: string): never {
  throw new WrongSettings([problem]);
}
