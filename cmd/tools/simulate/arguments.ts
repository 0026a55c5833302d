import { CONTEXT_NAMES, type ContextName, CONTEXTS } from "../../../testing/simulation/contexts.ts";
import { numberFlag } from "../../wiring/config/flags.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { type CommandLine, JSON_FLAG } from "../../wiring/process/command_line.ts";

export interface SimulateArguments {
  readonly contexts: readonly ContextName[];
  /** The first seed. */
  readonly from: number;
  /** `Infinity` where time ends it. */
  readonly seeds: number;
  readonly minutes: number;
  /** `null`: each context's own. */
  readonly steps: number | null;
  readonly without: string | null;
  /** One seed was asked for: its story is told. */
  readonly isStory: boolean;
  readonly isOfMechanisms: boolean;
}

const MECHANISMS = CONTEXT_NAMES.map((name) => `${name}: ${CONTEXTS[name].mechanisms.join(", ")}`).join("; ");

export const SIMULATE_COMMAND = {
  name: "simulate",
  usage: "[--seeds N | --minutes N] [--from N] [options]\n--seed N [options]\n--mechanisms [--seeds N] [options]",
  description: `Runs the use cases of ${
    CONTEXT_NAMES.join(" and ")
  } on simulated engines, with a clock, a network and a scheduler that
one seed decides: which continuation runs next, who crashes where, which answers are lost, when engines are away, a topic
is made anew, a database restored. At the end everything that was answered has to be right. A seed replays byte for byte.`,
  flags: {
    context: { type: "string", value: "NAME", about: `one alone: ${CONTEXT_NAMES.join(", ")} (default all)` },
    seed: { type: "string", value: "N", about: "this seed alone, and its story" },
    seeds: { type: "string", value: "N", about: "so many (default 1000)" },
    from: { type: "string", value: "N", about: "the first of them (default 1)" },
    minutes: { type: "string", value: "N", about: "as many as fit, in the place of --seeds" },
    steps: { type: "string", value: "N", about: "turns of a seed within which faults happen" },
    without: { type: "string", value: "MECHANISM", about: `leave one out, to see it found. ${MECHANISMS}` },
    mechanisms: { type: "boolean", about: "leave out each in turn: the first of the seeds that finds it" },
    shrink: {
      type: "boolean",
      about: "the fewest faults with which the first seed that fails still does, and that story",
    },
    json: JSON_FLAG,
  },
  notes: "Exit status: 0 everything held, 1 something did not, 2 wrong usage; of --mechanisms 1 if one was not found.",
  examples: [
    ["--seeds 200", "200 seeds of every context on all cores"],
    ['--context identity --seed 21 --without "log id" --shrink', "a failure's story, with the faults that it needs"],
  ],
} as const satisfies CommandLine;

type Switch = "shrink" | "json" | "mechanisms";
type Flags = Partial<Record<Exclude<keyof typeof SIMULATE_COMMAND["flags"], Switch>, string | undefined>>;

const SEEDS = { from: 0, to: 2_147_483_647, whole: true } as const;

/** Throws `WrongSettings` naming the flag. */
export function readSimulateArguments(
  { context, seed, seeds, from, minutes, steps, without }: Flags,
  isOfMechanisms = false,
): SimulateArguments {
  if (seed !== undefined && (seeds !== undefined || from !== undefined || minutes !== undefined || isOfMechanisms)) {
    throw new WrongSettings(["--seed runs one seed: leave out --seeds, --from, --minutes and --mechanisms"]);
  }
  if (isOfMechanisms && (minutes !== undefined || without !== undefined)) {
    throw new WrongSettings(["--mechanisms leaves out each: leave out --minutes and --without"]);
  }
  const isStory = seed !== undefined;
  return {
    contexts: contextsOf(context, without),
    from: isStory ? numberFlag("seed", seed, SEEDS, 1) : numberFlag("from", from, SEEDS, 1),
    seeds: isStory
      ? 1
      : minutes === undefined || seeds !== undefined
      ? numberFlag("seeds", seeds, SEEDS, 1_000)
      : Infinity,
    minutes: minutes === undefined ? Infinity : numberFlag("minutes", minutes, { from: 0, to: 10_000 }, 5),
    steps: steps === undefined ? null : numberFlag("steps", steps, { from: 1, to: 1_000_000, whole: true }, 600),
    without: without ?? null,
    isStory,
    isOfMechanisms,
  };
}

function contextsOf(context: string | undefined, without: string | undefined): readonly ContextName[] {
  const named = CONTEXT_NAMES.filter((name) => context === undefined || name === context);
  if (named.length === 0) {
    throw new WrongSettings([`--context ${context}: expected one of ${CONTEXT_NAMES.join(", ")}`]);
  }
  const having = named.filter((name) =>
    without === undefined || (CONTEXTS[name].mechanisms as readonly string[]).includes(without)
  );
  if (having.length === 0) throw new WrongSettings([`--without ${without}: expected one of ${MECHANISMS}`]);
  return having;
}
