import type { CommandLine } from "../../wiring/process/command_line.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";

export interface TestArguments {
  readonly keep: boolean;
  readonly paths: readonly string[];
  readonly filter: string | undefined;
}

export const TEST_COMMAND = {
  name: "test",
  usage: "[--keep] [-- PATH|NAME...]",
  description:
    `Formats, lints, checks types and architecture, then runs every test: those of domain and application without any
permission, the others against the real engines, which it brings up and takes down by itself.

Behind -- stand paths, for only the tests in these files or folders and nothing else, or a name, for only the tests whose
name contains it, or matches it if it is written as /expression/.`,
  flags: { keep: { type: "boolean", about: "leave the engines up, for the next run to find" } },
  positionals: true,
  notes:
    `The last line reads "N passed, N failed". Exit status: 0 all passed, 1 something failed or nothing ran, 2 wrong
usage, 130 or 143 interrupted.`,
  examples: [
    ["", "everything"],
    ["--keep -- adapters/kafka", "the tests of one folder; the engines stay up"],
    ['-- "gradeOf falls"', "the tests of that name"],
  ],
} as const satisfies CommandLine;

/** A word that is the path of something is taken for a path. Throws `WrongSettings` for two names. */
export function readTestArguments(
  keep: boolean,
  words: readonly string[],
  isPath: (word: string) => boolean,
): TestArguments {
  const plain = words.map((word) => word.replace(/^\.\//, "").replace(/(.)\/$/, "$1"));
  const [filter, ...more] = words.filter((_, i) => !isPath(plain[i]!));
  if (more.length > 0) {
    throw new WrongSettings([`"${filter}" and "${more[0]}" are no paths: expected one name at most`]);
  }
  return { keep, paths: plain.filter(isPath), filter };
}
