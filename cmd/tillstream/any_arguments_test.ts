import { assert } from "@std/assert";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { anyText } from "../../testing/fixtures/mutated.ts";
import { EVALUATE_COMMAND, readEvaluateArguments } from "../evaluate-confidence/arguments.ts";
import { HISTORY_COMMAND, readHistoryArguments } from "../history/arguments.ts";
import { IMPORT_COMMAND, readImportArguments } from "../import/arguments.ts";
import { LOAD_COMMAND, readLoadArguments } from "../load-manuals/arguments.ts";
import { MIGRATE_COMMAND, readArguments } from "../migrate/arguments.ts";
import { LEARN_COMMAND, readLearnArguments } from "../learn-confidence/arguments.ts";
import { readRetentionArguments, RETENTION_COMMAND } from "../retention/arguments.ts";
import { readSimulateArguments, SIMULATE_COMMAND } from "../simulate-visits/arguments.ts";
import { readSplitArguments, SPLIT_COMMAND } from "../split-databases/arguments.ts";
import { readStoreReportsArguments, STORE_REPORTS_COMMAND } from "../store-reports/arguments.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { CommandLine } from "../wiring/process/command_line.ts";

const NOW = new Date("2026-03-02T12:00:00Z");
interface Given {
  // deno-lint-ignore no-explicit-any -- each command types its own flags
  readonly values: any;
  readonly positionals: string[];
}

/** Every command that reads more than switches. */
const COMMANDS: Readonly<Record<string, readonly [CommandLine, (given: Given) => unknown]>> = {
  "evaluate-confidence": [EVALUATE_COMMAND, readEvaluateArguments],
  history: [HISTORY_COMMAND, (given) => readHistoryArguments(given, { dataFolder: null, now: NOW })],
  import: [IMPORT_COMMAND, readImportArguments],
  "learn-confidence": [LEARN_COMMAND, readLearnArguments],
  "load-manuals": [LOAD_COMMAND, readLoadArguments],
  migrate: [MIGRATE_COMMAND, readArguments],
  retention: [RETENTION_COMMAND, ({ values }) => readRetentionArguments(values, NOW)],
  "simulate-visits": [SIMULATE_COMMAND, ({ values }) => readSimulateArguments(values)],
  "split-databases": [SPLIT_COMMAND, ({ values }) => readSplitArguments(values, { dataFolder: null })],
  "store-reports": [STORE_REPORTS_COMMAND, ({ values }) => readStoreReportsArguments(values)],
};

/** What may stand behind a flag. */
const words = fc.oneof(
  anyText,
  fc.constantFrom(
    "1",
    "0.5",
    "-3",
    "1e3",
    "2026-03-02",
    "2026-02-30",
    "1,2",
    "x=y",
    "./file.csv",
    "http://a:b",
    "main",
  ),
);

for (const [name, [{ flags, examples }, read]] of Object.entries(COMMANDS)) {
  Deno.test(`${name} takes every example of its help`, () => {
    for (const [line] of examples) {
      const args = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
      read(parseArgs({ args, options: flags, strict: true, allowPositionals: true }));
    }
  });

  Deno.test(`${name} takes what it is called with or says what is wrong, whatever that is`, () => {
    const flagged: fc.Arbitrary<string[]> = fc.constantFrom(...Object.keys(flags)).chain((
      flag,
    ): fc.Arbitrary<string[]> =>
      flags[flag]!.type === "boolean" ? fc.constant([`--${flag}`]) : words.map((word) => [`--${flag}=${word}`])
    );
    const lines = fc.array(
      fc.oneof({ weight: 3, arbitrary: flagged }, { weight: 1, arbitrary: words.map((word) => [word]) }),
    )
      .map((parts) => parts.flat());
    fc.assert(
      fc.property(lines, (args) => {
        let given: Given;
        try {
          given = parseArgs({ args, options: flags, strict: true, allowPositionals: true });
        } catch {
          // A flag that there is none of; told with the usage.
          return;
        }
        try {
          assert(read(given) !== undefined);
        } catch (error) {
          assert(error instanceof WrongSettings && error.problems.length > 0, String(error));
        }
      }),
      { numRuns: 500 },
    );
  });
}
