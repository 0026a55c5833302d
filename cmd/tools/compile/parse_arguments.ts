import { parseArgs } from "node:util";
import { type CompileOptions, ENTRYPOINTS, TARGETS } from "./options.ts";

export const USAGE = `Usage: deno task compile [--target T] [--out FOLDER] [--only NAME,...] [--bundle]

Makes programs that need nothing installed: tillstream, with every process as a subcommand, and one for each process.

  --target   ${TARGETS.join("\n             ")}
             this machine's own by default
  --out      where they go; dist by default
  --only     some of: ${ENTRYPOINTS.join(", ").replace(/(.{1,85})(, |$)/g, "$1$2\n             ").trimEnd()}
  --bundle   JavaScript for Deno to run (deno run -A dist/tillstream.js), with its data files beside it;
             nothing is downloaded for it but esbuild

Exit status: 0 done, 1 failed, 2 wrong usage.
`;

/** Returns a message if the arguments are invalid. */
export function parseArguments(args: readonly string[]): CompileOptions | string {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        target: { type: "string" },
        out: { type: "string", default: "dist" },
        only: { type: "string", multiple: true },
        bundle: { type: "boolean", default: false },
      },
    }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const target = TARGETS.find((known) => known === values.target);
  if (values.target !== undefined && !target) return `--target is "${values.target}": expected ${TARGETS.join(", ")}`;
  if (values.bundle && target) return "--bundle makes the same files for every --target: leave one of them out";
  const only = values.only?.flatMap((names) => names.split(",")) ?? [];
  const unknown = only.find((name) => !ENTRYPOINTS.includes(name));
  if (unknown !== undefined) return `--only is "${unknown}": expected ${ENTRYPOINTS.join(", ")}`;
  return { target, out: values.out, only: only.length > 0 ? only : ENTRYPOINTS, bundle: values.bundle };
}
