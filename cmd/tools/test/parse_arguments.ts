export interface TestArguments {
  readonly keep: boolean;
  readonly paths: readonly string[];
  readonly filter: string | undefined;
}

export const USAGE = `Usage: deno task test [--keep] [-- <path or name>...]

Formats, lints, checks types and architecture, then runs every test: those of domain and application without any
permission, the others against the real engines, which it brings up and takes down by itself.

  --keep          leave the engines up, for the next run to find
  -- <path>...    only the tests in these files or folders, and nothing else
  -- <name>       only the tests whose name contains this, or matches it if it is written as /expression/

The last line reads "N passed, N failed". Exit status: 0 all passed, 1 something failed or nothing ran, 2 wrong usage.
`;

/** Undefined if the arguments are invalid. A word that is an existing path is taken as a path. */
export function parseArguments(args: readonly string[], isPath: (word: string) => boolean): TestArguments | undefined {
  const dashes = args.includes("--") ? args.indexOf("--") : args.length;
  const options = args.slice(0, dashes).filter((arg) => arg.startsWith("-"));
  if (options.some((option) => option !== "--keep")) return undefined;

  const words = args.filter((arg, i) => i > dashes || (i < dashes && !arg.startsWith("-")));
  const plain = words.map((word) => word.replace(/^\.\//, "").replace(/(.)\/$/, "$1"));
  const paths = plain.filter(isPath);
  const [filter, ...more] = words.filter((_, i) => !isPath(plain[i]!));
  return more.length > 0 ? undefined : { keep: options.length > 0, paths, filter };
}
