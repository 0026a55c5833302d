import { type CommandLine, type Flag, JSON_REPORT_FLAG } from "../../wiring/process/command_line.ts";
import { numberFlag } from "../../wiring/config/flags.ts";
import {
  countsOf,
  FAULT_KIND_NAMES,
  FAULT_KINDS,
  type FaultCounts,
  type FaultKind,
  usualCount,
} from "./faults/fault_kinds.ts";

export interface ChaosArguments {
  readonly minutes: number;
  readonly faults: FaultCounts;
  /** Orders a second, those over HTTP included. */
  readonly rate: number;
  readonly detections: number;
  /** Where each process' output is kept, a file each; `null`: nowhere. */
  readonly logs: string | null;
  readonly seed: string;
}

const DEFAULT_MINUTES = 5;
const DEFAULT_RATE = 300;
const DEFAULT_DETECTIONS = 15;

const COUNT_FLAGS = Object.fromEntries(
  FAULT_KIND_NAMES.map((kind) => {
    const { flag, what, perMinute } = FAULT_KINDS[kind];
    return [flag, { type: "string", value: "N", about: `${what} (default ${perMinute} a minute)` }];
  }),
) as Record<typeof FAULT_KINDS[FaultKind]["flag"], Flag & { readonly type: "string" }>;

export const CHAOS_COMMAND = {
  name: "chaos",
  usage: "[options]",
  description:
    `Stores orders and recognises customers while processes, engines and the network between them are being broken,
then compares everything with what was sent. It needs the test engines: deno task services up`,
  flags: {
    seed: { type: "string", value: "TEXT", about: "repeats a run's schedule and load (default: another each time)" },
    minutes: { type: "string", value: "N", about: `how long (default ${DEFAULT_MINUTES})` },
    rate: { type: "string", value: "N", about: `orders a second, over Kafka and over HTTP (default ${DEFAULT_RATE})` },
    detections: { type: "string", value: "N", about: `detections a second (default ${DEFAULT_DETECTIONS})` },
    ...COUNT_FLAGS,
    logs: { type: "string", value: "FOLDER", about: "keeps what every process says, a file each" },
    json: JSON_REPORT_FLAG,
  },
  notes: "Exit status: 0 all is right, 1 something is lost, doubled, wrong or crashed, 2 wrong usage.",
  examples: [
    ["--minutes 2 --seed 7", "two minutes, the same each time"],
    ["--broker-kills 3 --process-kills 0 --json", "three brokers die, no process, the rest as usual"],
  ],
} as const satisfies CommandLine;

export type ChaosFlags = { readonly [F in keyof typeof CHAOS_COMMAND.flags]?: string | boolean | undefined };

/** Throws `WrongSettings` naming the flag. */
export function readChaosArguments(values: ChaosFlags, newSeed: () => string): ChaosArguments {
  const number = (flag: keyof typeof CHAOS_COMMAND.flags, from: number, to: number, otherwise: number, whole = true) =>
    numberFlag(flag, values[flag] as string | undefined, { from, to, whole }, otherwise);
  const minutes = number("minutes", 1, 24 * 60, DEFAULT_MINUTES, false);
  return {
    minutes,
    faults: countsOf((kind) => {
      return number(FAULT_KINDS[kind].flag, 0, 100_000, usualCount(kind, minutes));
    }),
    rate: number("rate", 10, 10_000, DEFAULT_RATE),
    detections: number("detections", 1, 1_000, DEFAULT_DETECTIONS),
    logs: values.logs as string | undefined ?? null,
    seed: values.seed as string | undefined ?? newSeed(),
  };
}
