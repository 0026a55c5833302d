import type { Command } from "../wiring/process/command_line.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

export interface EvaluateArguments {
  readonly readings: string;
  readonly beacons: string;
  /** A parameters file; `null`: `CONFIDENCE_PARAMETERS_FILE`, else the built-in one. */
  readonly parameters: string | null;
  /** Store of the parameters; `null`: the one surveyed with these beacons, else the default. */
  readonly store: string | null;
  readonly fit: string | null;
  /** Readings to learn from without labels. */
  readonly learnFrom: string | null;
  /** The places of cells; `null`: those of the surveyed building. */
  readonly cells: string | null;
  readonly json: boolean;
}

export const EVALUATE_COMMAND = {
  name: "evaluate-confidence",
  usage: `READINGS.csv BEACONS.csv [--parameters FILE] [--store ID] [--json]
READINGS.csv BEACONS.csv --fit FILE [--parameters FILE] [--store ID] [--json]
READINGS.csv BEACONS.csv --learn-from UNLABELLED.csv [--parameters FILE] [--store ID] [--json]`,
  description:
    `Measures accuracy and calibration of the confidence model on labelled readings, and fits its parameters to them.

READINGS.csv has the columns observed_at, nearest_beacon, beacon, rssi, one row for each beacon heard at a moment;
BEACONS.csv has beacon, x, y. Other columns are ignored. A moment is answered from its readings and earlier ones alone.
READINGS.csv may also be in the wide form of UCI's set 435: location (a cell), date, and a column for each beacon (b3001
for beacon 1), -200 where it was not heard.`,
  flags: {
    parameters: {
      type: "string",
      value: "FILE",
      about: "a file as CONFIDENCE_PARAMETERS_FILE names it (default: that one, else the program's own)",
    },
    store: {
      type: "string",
      value: "ID",
      about: 'the store whose parameters count (default: the one surveyed with just these beacons, else "default")',
    },
    fit: {
      type: "string",
      value: "FILE",
      about: `fit the parameters to READINGS.csv, check them on parts of it that the fit has not seen, and write them to
FILE, for --store or as the default`,
    },
    "learn-from": {
      type: "string",
      value: "FILE",
      about: `learn from readings without labels, with the columns observed_at, beacon, rssi, and print the scores on
READINGS.csv before and after; with READINGS.csv itself, each block of time is judged by what the others taught`,
    },
    cells: {
      type: "string",
      value: "FILE",
      about: "for the wide form: the columns cell, x, y (default: those of the library that was surveyed)",
    },
    json: { type: "boolean", about: "print the scores as one JSON document" },
  },
  positionals: true,
  examples: [
    ["readings.csv beacons.csv", "the scores of the parameters in use"],
    ["readings.csv beacons.csv --fit parameters.json --store store100", "parameters of that store's own"],
    ["readings.csv beacons.csv --learn-from readings.csv", "what a store learns without a survey"],
  ],
} as const satisfies Command;

interface ParsedArguments {
  readonly values: {
    readonly parameters?: string | undefined;
    readonly store?: string | undefined;
    readonly fit?: string | undefined;
    readonly "learn-from"?: string | undefined;
    readonly cells?: string | undefined;
    readonly json?: boolean | undefined;
  };
  readonly positionals: readonly string[];
}

/** Throws `WrongSettings` with one line for each invalid argument. */
export function readEvaluateArguments({ values, positionals }: ParsedArguments): EvaluateArguments {
  const [readings, beacons] = positionals;
  if (readings === undefined || beacons === undefined || positionals.length > 2) {
    throw new WrongSettings([
      `${positionals.length} files are named: expected two, such as ` +
      "deno task evaluate-confidence readings.csv beacons.csv",
    ]);
  }
  const problems = (["parameters", "store", "fit", "learn-from", "cells"] as const).filter((flag) =>
    values[flag]?.trim() === ""
  )
    .map((flag) => `--${flag} is empty: give a ${flag === "store" ? "store's id" : "file"}`);
  if (values.fit !== undefined && [readings, beacons].includes(values.fit)) {
    problems.push("--fit is one of the files that are read: give another place");
  }
  if (values.fit !== undefined && values["learn-from"] !== undefined) {
    problems.push("--fit and --learn-from are given: a fit is to labels, learning goes without: give one of them");
  }
  if (problems.length > 0) throw new WrongSettings(problems);
  return {
    readings,
    beacons,
    parameters: values.parameters ?? null,
    store: values.store ?? null,
    fit: values.fit ?? null,
    learnFrom: values["learn-from"] ?? null,
    cells: values.cells ?? null,
    json: values.json ?? false,
  };
}
