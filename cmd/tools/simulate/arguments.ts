import { type Mechanism, MECHANISMS } from "../../../testing/simulation/identity/mechanisms.ts";
import { numberFlag } from "../../wiring/config/flags.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { type CommandLine, JSON_FLAG } from "../../wiring/process/command_line.ts";

export interface SimulateArguments {
  /** The first seed. */
  readonly from: number;
  /** `Infinity` where time ends it. */
  readonly seeds: number;
  readonly minutes: number;
  readonly steps: number;
  readonly without: Mechanism | null;
  /** One seed was asked for: its story is told. */
  readonly isStory: boolean;
}

export const SIMULATE_COMMAND = {
  name: "simulate",
  usage: "[--seeds N | --minutes N] [--from N] [options]\n--seed N [options]",
  description:
    `Runs identity's own use cases on simulated engines, with a clock, a network and a scheduler that one seed decides:
which continuation runs next, who crashes where, which answers are lost, when engines are away and a topic is made anew.
At the end everything that was answered has to be right. A seed replays byte for byte.`,
  flags: {
    seed: { type: "string", value: "N", about: "this seed alone, and its story" },
    seeds: { type: "string", value: "N", about: "so many (default 1000)" },
    from: { type: "string", value: "N", about: "the first of them (default 1)" },
    minutes: { type: "string", value: "N", about: "as many as fit, in the place of --seeds" },
    steps: { type: "string", value: "N", about: "turns of a seed within which faults happen (default 600)" },
    without: {
      type: "string",
      value: "MECHANISM",
      about: `leave one out, to see it found: ${MECHANISMS.join(", ")}`,
    },
    shrink: {
      type: "boolean",
      about: "the fewest faults with which the first seed that fails still does, and that story",
    },
    json: JSON_FLAG,
  },
  notes: "Exit status: 0 everything held, 1 something did not, 2 wrong usage.",
  examples: [
    ["--seeds 200", "200 seeds on all cores"],
    ['--seed 214 --without "log id" --shrink', "the story of a failure, with the faults that it needs"],
  ],
} as const satisfies CommandLine;

type Flags = Partial<Record<Exclude<keyof typeof SIMULATE_COMMAND["flags"], "shrink" | "json">, string | undefined>>;

const SEEDS = { from: 0, to: 2_147_483_647, whole: true } as const;

/** Throws `WrongSettings` naming the flag. */
export function readSimulateArguments({ seed, seeds, from, minutes, steps, without }: Flags): SimulateArguments {
  if (seed !== undefined && (seeds !== undefined || from !== undefined || minutes !== undefined)) {
    throw new WrongSettings(["--seed runs one seed: leave out --seeds, --from and --minutes"]);
  }
  const mechanism = MECHANISMS.find((name) => name === without) ?? null;
  if (without !== undefined && mechanism === null) {
    throw new WrongSettings([`--without ${without}: expected one of ${MECHANISMS.join(", ")}`]);
  }
  const isStory = seed !== undefined;
  return {
    from: isStory ? numberFlag("seed", seed, SEEDS, 1) : numberFlag("from", from, SEEDS, 1),
    seeds: isStory
      ? 1
      : minutes === undefined || seeds !== undefined
      ? numberFlag("seeds", seeds, SEEDS, 1_000)
      : Infinity,
    minutes: minutes === undefined ? Infinity : numberFlag("minutes", minutes, { from: 0, to: 10_000 }, 5),
    steps: numberFlag("steps", steps, { from: 1, to: 1_000_000, whole: true }, 600),
    without: mechanism,
    isStory,
  };
}
