import type { ParseArgsOptionsConfig } from "node:util";
import { numberFlag } from "../../wiring/config/flags.ts";
import { countsOf, FAULT_KIND_NAMES, FAULT_KINDS, type FaultCounts, type FaultKind } from "./faults/fault_kinds.ts";

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

const lines = FAULT_KIND_NAMES.map((kind) => {
  const { flag, what, perMinute } = FAULT_KINDS[kind];
  return `  --${`${flag} N`.padEnd(22)}${what} (${perMinute} a minute)`;
});

const USAGE = `[options]

Stores orders and recognises customers while processes, engines and the network between them are being broken, then
compares everything with what was sent. It needs the test engines: deno task services up

  --seed TEXT             repeats a run's schedule and load
  --minutes ${DEFAULT_MINUTES}             how long
  --rate ${DEFAULT_RATE}              orders a second, over Kafka and over HTTP
  --detections ${DEFAULT_DETECTIONS}         detections a second
  --logs FOLDER           keeps what every process says, a file each
  --json                  print one JSON document

How often what is broken, where the usual mix is not meant:

${lines.join("\n")}

Exit status: 0 all is right, 1 something is lost, doubled, wrong or crashed, 2 wrong usage.`;

const COUNT_FLAGS = Object.fromEntries(
  FAULT_KIND_NAMES.map((kind) => [FAULT_KINDS[kind].flag, { type: "string" }]),
) as Record<typeof FAULT_KINDS[FaultKind]["flag"], { type: "string" }>;

const FLAGS = {
  seed: { type: "string" },
  minutes: { type: "string" },
  rate: { type: "string" },
  detections: { type: "string" },
  ...COUNT_FLAGS,
  logs: { type: "string" },
  json: { type: "boolean" },
} as const satisfies ParseArgsOptionsConfig;

export const CHAOS_COMMAND = { name: "chaos", usage: USAGE, flags: FLAGS } as const;

export type ChaosFlags = { readonly [F in keyof typeof FLAGS]?: string | boolean | undefined };

/** Throws `WrongSettings` naming the flag. */
export function readChaosArguments(values: ChaosFlags, newSeed: () => string): ChaosArguments {
  const number = (flag: keyof typeof FLAGS, from: number, to: number, otherwise: number, whole = true) =>
    numberFlag(flag, values[flag] as string | undefined, { from, to, whole }, otherwise);
  const minutes = number("minutes", 1, 24 * 60, DEFAULT_MINUTES, false);
  return {
    minutes,
    faults: countsOf((kind) => {
      const { flag, perMinute } = FAULT_KINDS[kind];
      return number(flag, 0, 100_000, Math.max(1, Math.round(perMinute * minutes)));
    }),
    rate: number("rate", 10, 10_000, DEFAULT_RATE),
    detections: number("detections", 1, 1_000, DEFAULT_DETECTIONS),
    logs: values.logs as string | undefined ?? null,
    seed: values.seed as string | undefined ?? newSeed(),
  };
}
