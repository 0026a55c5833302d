import { type CommandLine, JSON_REPORT_FLAG } from "../../wiring/process/command_line.ts";
import { numberFlag } from "../../wiring/config/flags.ts";

export interface FuzzArguments {
  /** At least so many, over all operations; what one round of the document's limits takes comes on top. */
  readonly cases: number;
  readonly seed: number;
}

export interface PropertiesArguments {
  readonly minutes: number;
  /** Of the only round; `null` for rounds with fresh seeds. */
  readonly seed: number | null;
}

export const FUZZ_COMMAND = {
  name: "fuzz",
  usage: "[options]\n--properties [options]",
  description:
    `Starts an API that asks for a key, on databases, topics and a table of its own, and has schemathesis make calls out
of its OpenAPI document: what fits the document, what breaks it, without the key and with a wrong one, and chains of
calls. It needs the test engines: deno task services up

With --properties it runs the property tests of the code instead, those that need no engine, round after round with fresh
seeds; the first round that fails ends it, and its seed is printed.`,
  flags: {
    cases: { type: "string", value: "N", about: "how many calls at least (default 10000)" },
    seed: { type: "string", value: "N", about: "other calls (default 1); with --properties one round, with this seed" },
    properties: { type: "boolean", about: "run the property tests" },
    minutes: { type: "string", value: "N", about: "with --properties: no round begins later (default 5)" },
    json: JSON_REPORT_FLAG,
  },
  notes: "Exit status: 0 every answer is right and every property holds, 1 some are not, 2 wrong usage.",
  examples: [
    ["--cases 2000 --seed 3", "other calls than yesterday's"],
    ["--properties --minutes 1", "the property tests with fresh seeds"],
  ],
} as const satisfies CommandLine;

export interface FuzzFlags {
  readonly properties?: boolean | undefined;
  readonly minutes?: string | undefined;
  readonly cases?: string | undefined;
  readonly seed?: string | undefined;
  readonly json?: boolean | undefined;
}

const SEEDS = { from: 0, to: 4_294_967_295, whole: true } as const;

/** Throws `WrongSettings` naming the flag. */
export function readFuzzArguments({ cases, seed }: FuzzFlags): FuzzArguments {
  return {
    cases: numberFlag("cases", cases, { from: 1, to: 10_000_000, whole: true }, 10_000),
    seed: numberFlag("seed", seed, SEEDS, 1),
  };
}

/** Throws `WrongSettings` naming the flag. */
export function readPropertiesArguments({ minutes, seed }: FuzzFlags): PropertiesArguments {
  return {
    minutes: numberFlag("minutes", minutes, { from: 0, to: 10_000 }, 5),
    seed: seed === undefined ? null : numberFlag("seed", seed, SEEDS, 0),
  };
}
