import type { Command } from "../wiring/process/command_line.ts";
import { FEWEST_PLACES, type Layout, SHAPES } from "../../domain/identity/visits/simulated_store.ts";
import {
  ASSUMED_RADIO,
  type SimulatedRadio,
  simulatedRadio,
  TYPICAL_RADIO,
} from "../../domain/identity/visits/simulated_radio.ts";
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
  readonly layout: Layout;
  readonly radio: SimulatedRadio;
  /** Write labelled readings of one store into this folder, and send nothing; `null`: send. */
  readonly write: string | null;
  readonly moments: number;
  readonly json: boolean;
}

type Pace =
  | { readonly kind: "rate"; readonly perSecond: number; readonly reportEveryMs: number }
  | { readonly kind: "days"; readonly speed: number };

const DEFAULTS = {
  customers: 10_000,
  stores: 20,
  rate: 20,
  seed: "tillstream",
  moments: 1_200,
  url: "http://127.0.0.1:8000",
} as const;
const REPORT_EVERY_MS = 30_000;
/** A shorter interval would not resemble real devices. */
const LEAST_REPORT_EVERY_MS = 3_000;
/** Share of customers who may be in the stores at once, so that others can arrive. */
const MOST_PRESENT = 0.8;
const DAY_MINUTES = 1_440;
const MOST_PLACES = 40;
const PLACES = { from: FEWEST_PLACES, to: MOST_PLACES, whole: true };

export const SIMULATE_COMMAND = {
  name: "simulate-visits",
  usage: `[--rate N | --speed FACTOR] [--minutes M] [--customers N] [--stores N] [--seed TEXT]
[--shape SHAPE] [--places N] [--exponent N] [--noise DB] [--phone-offset DB] [--url ADDRESS] [--json]
--write FOLDER [--moments N] [--shape SHAPE] [--places N] [--exponent N] [--noise DB] [--phone-offset DB]`,
  description:
    `Sends the detections of simulated customers in stores to the API at --url (with the key in API_KEY, if it requires
one): windows of readings, some twice, some late, some by a wrong clock. Ctrl-C stops it and prints the summary.
With --write it sends nothing: FOLDER gets readings.csv and beacons.csv of one store, as evaluate-confidence reads them.`,
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
    shape: {
      type: "string",
      value: "SHAPE",
      about: `of the stores: ${SHAPES.join(", ")} (default ${SHAPES[0]})`,
    },
    places: {
      type: "string",
      value: "N",
      about: `how many beacons a store has, ${FEWEST_PLACES} to ${MOST_PLACES} (default: six to eleven)`,
    },
    exponent: {
      type: "string",
      value: "N",
      about: `path-loss exponent of the stores' radio, 1 to 6 (default ${TYPICAL_RADIO.exponent} with one of the next
two, else the radio that the built-in confidence model assumes)`,
    },
    noise: {
      type: "string",
      value: "DB",
      about: `standard deviation of levels, 1 to 15 (default ${TYPICAL_RADIO.noise})`,
    },
    "phone-offset": {
      type: "string",
      value: "DB",
      about: `how unlike phones are: standard deviation, 0 to 15 (default ${TYPICAL_RADIO.phoneOffset})`,
    },
    write: { type: "string", value: "FOLDER", about: "write labelled readings of one store instead of sending" },
    moments: { type: "string", value: "N", about: `how many of them (default ${DEFAULTS.moments})` },
    url: { type: "string", value: "ADDRESS", about: `of the API (default ${DEFAULTS.url})` },
    json: { type: "boolean", about: "print the summary as one JSON document" },
  },
  examples: [
    ["--rate 5 --minutes 1", "a minute of visits to the start on this machine"],
    [
      "--write store --shape corridor --places 8 --exponent 2.8",
      "a store of another shape and radio, for evaluate-confidence",
    ],
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
    layout: { shape: shapeOf(flags.shape), places: numberFlag("places", flags.places, PLACES, null) },
    radio: radioOf(flags),
    write: flags.write ?? null,
    moments: numberFlag("moments", flags.moments, { from: 1, to: 1_000_000, whole: true }, DEFAULTS.moments),
    json: flags.json ?? false,
  };
}

function shapeOf(text: string | undefined): Layout["shape"] {
  const shape = SHAPES.find((one) => one === (text ?? SHAPES[0]));
  if (!shape) throw new WrongSettings([`--shape is "${text}": expected one of ${SHAPES.join(", ")}`]);
  return shape;
}

function radioOf({ exponent, noise, "phone-offset": phoneOffset }: SimulateFlags): SimulatedRadio {
  if (exponent === undefined && noise === undefined && phoneOffset === undefined) return ASSUMED_RADIO;
  return simulatedRadio({
    exponent: numberFlag("exponent", exponent, { from: 1, to: 6 }, TYPICAL_RADIO.exponent),
    noise: numberFlag("noise", noise, { from: 1, to: 15 }, TYPICAL_RADIO.noise),
    phoneOffset: numberFlag("phone-offset", phoneOffset, { from: 0, to: 15 }, TYPICAL_RADIO.phoneOffset),
  });
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
