import type { CommandLine } from "../../wiring/process/command_line.ts";
import { numberFlag } from "../../wiring/config/flags.ts";

export interface SoakArguments {
  readonly minutes: number;
  /** Of `minutes`, how long memory may still grow: caches fill, and the collector finds its pace. */
  readonly warmUpMinutes: number;
  /** Of the measured throughput. */
  readonly share: number;
  /** Steps a second; `null` measures first what can be had. */
  readonly rate: number | null;
  readonly curve: string | null;
}

const WARM_UP_SHARE = 0.25;

export const SOAK_COMMAND = {
  name: "soak",
  usage: "[--minutes N] [--warm-up-minutes N] [--share S] [--rate N] [--curve FILE.svg] [--json]",
  description:
    `Has every process of commerce and identity at work on real engines, at a share of the throughput that is measured
first, and watches what each takes of memory, timers, listeners and descriptors. At the end everything that was
acknowledged must be stored, once, and nothing may be behind. It needs the test engines: deno task services up`,
  flags: {
    minutes: { type: "string", value: "N", about: "how long (default 60)" },
    "warm-up-minutes": {
      type: "string",
      value: "N",
      about: "so long memory may still grow (default: a quarter of it)",
    },
    share: { type: "string", value: "S", about: "of the measured throughput (default 0.6)" },
    rate: {
      type: "string",
      value: "N",
      about: "steps a second, without measuring first; a step is 10 orders in one call, 2 detections, and reads",
    },
    curve: { type: "string", value: "FILE.svg", about: "draw the memory of every process over the time" },
    json: { type: "boolean", about: "print one JSON document, with every sample" },
  },
  notes: "Exit status: 0 all is flat and right, 1 something grew, is lost or behind, 2 wrong usage.",
  examples: [
    ["", "an hour"],
    ["--minutes 5 --rate 20 --curve soak.svg", "five minutes at a given pace, drawn"],
  ],
} as const satisfies CommandLine;

type Values = { readonly [F in keyof typeof SOAK_COMMAND.flags]?: string | boolean | undefined };

/** Throws `WrongSettings` naming the flag. */
export function readSoakArguments(values: Values): SoakArguments {
  const number = <T>(flag: keyof Values, bounds: { from: number; to: number }, otherwise: T) =>
    numberFlag(flag, values[flag] as string | undefined, bounds, otherwise);
  const minutes = number("minutes", { from: 0.5, to: 10_000 }, 60);
  return {
    minutes,
    warmUpMinutes: number("warm-up-minutes", { from: 0, to: minutes / 2 }, minutes * WARM_UP_SHARE),
    share: number("share", { from: 0.01, to: 1 }, 0.6),
    rate: number("rate", { from: 0.1, to: 10_000 }, null),
    curve: values.curve as string | undefined ?? null,
  };
}
