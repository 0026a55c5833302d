import type { Command } from "../wiring/process/command_line.ts";
import { numberFlag } from "../wiring/config/flags.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

export interface SimulateArguments {
  readonly customers: number;
  readonly stores: number;
  readonly pace: Pace;
  /** `null`: until stopped. */
  readonly minutes: number | null;
  readonly seed: string;
  /** Without a final slash. */
  readonly url: string;
  readonly json: boolean;
}

type Pace =
  | { readonly kind: "rate"; readonly perSecond: number; readonly reportEveryMs: number }
  | { readonly kind: "days"; readonly speed: number };

const DEFAULTS = { customers: 10_000, stores: 20, rate: 20, seed: "tillstream", url: "http://127.0.0.1:8000" } as const;
const REPORT_EVERY_MS = 30_000;
/** A shorter interval would not resemble real devices. */
const LEAST_REPORT_EVERY_MS = 3_000;
/** Share of customers who may be in the stores at once, so that others can arrive. */
const MOST_PRESENT = 0.8;
const DAY_MINUTES = 1_440;

export const SIMULATE_COMMAND = {
  name: "simulate-visits",
  usage: `[--rate N | --speed FACTOR] [--minutes M] [--customers N] [--stores N] [--seed TEXT]
[--url ADDRESS] [--json]`,
  description:
    `Sends the detections of simulated customers in stores to the API at --url (with the key in API_KEY, if it requires
one): windows of readings, some twice, some late, some by a wrong clock. Ctrl-C stops it and prints the summary.`,
  flags: {
    rate: { type: "string", value: "N", about: `detections a second on average (default ${DEFAULTS.rate})` },
    speed: {
      type: "string",
      value: "FACTOR",
      about: `instead: a store's opening hours at a multiple of real time, one visit a customer and day; above 1 the
simulated time ends now, and --minutes defaults to a simulated day`,
    },
    minutes: { type: "string", value: "M", about: "stop after so many minutes (default: runs until stopped)" },
    customers: { type: "string", value: "N", about: `how many customers (default ${DEFAULTS.customers})` },
    stores: {
      type: "string",
      value: "N",
      about: `how many stores, their beacons registered first (default ${DEFAULTS.stores})`,
    },
    seed: {
      type: "string",
      value: "TEXT",
      about: `of the stores, customers and visits (default ${DEFAULTS.seed})`,
    },
    url: { type: "string", value: "ADDRESS", about: `of the API (default ${DEFAULTS.url})` },
    json: { type: "boolean", about: "print the summary as one JSON document" },
  },
  examples: [
    ["--rate 5 --minutes 1", "a minute of visits to the start on this machine"],
    ["--speed 60 --stores 3 --customers 500", "a day of three stores in 24 minutes"],
  ],
} as const satisfies Command;

type SimulateFlags =
  & {
    readonly [flag in Exclude<keyof typeof SIMULATE_COMMAND.flags, "json">]?: string | undefined;
  }
  & { readonly json?: boolean | undefined };

/** Throws `WrongSettings` with the invalid flag. */
export function readSimulateArguments(flags: SimulateFlags): SimulateArguments {
  const customers = numberFlag(
    "customers",
    flags.customers,
    { from: 1, to: 1_000_000, whole: true },
    DEFAULTS.customers,
  );
  const pace = paceOf(flags, customers);
  const minutes = numberFlag("minutes", flags.minutes, { from: 0.01, to: 30_000 }, null);
  return {
    customers,
    stores: numberFlag("stores", flags.stores, { from: 1, to: 999, whole: true }, DEFAULTS.stores),
    pace,
    minutes: minutes ?? (pace.kind === "days" && pace.speed > 1 ? DAY_MINUTES / pace.speed : null),
    seed: flags.seed ?? DEFAULTS.seed,
    url: addressOf(flags.url ?? DEFAULTS.url),
    json: flags.json ?? false,
  };
}

function paceOf({ rate, speed }: SimulateFlags, customers: number): Pace {
  if (rate !== undefined && speed !== undefined) {
    throw new WrongSettings(["--rate and --speed are both given: either says how fast it goes"]);
  }
  if (speed !== undefined) {
    return { kind: "days", speed: numberFlag("speed", speed, { from: 0.1, to: 10_000 }, 1) };
  }
  const perSecond = numberFlag("rate", rate, { from: 0.01, to: 10_000 }, DEFAULTS.rate);
  const reportEveryMs = Math.min(REPORT_EVERY_MS, customers * MOST_PRESENT / perSecond * 1_000);
  if (reportEveryMs < LEAST_REPORT_EVERY_MS) {
    const needed = Math.ceil(perSecond * LEAST_REPORT_EVERY_MS / 1_000 / MOST_PRESENT);
    throw new WrongSettings([`--rate is ${perSecond}: so many need at least --customers ${needed}`]);
  }
  return { kind: "rate", perSecond, reportEveryMs };
}

function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
    throw new WrongSettings([`--url is "${text}": expected an address such as ${DEFAULTS.url}`]);
  }
  return url.href.replace(/\/+$/, "");
}
