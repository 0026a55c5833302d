import { WrongSettings } from "../wiring/config/settings.ts";

export interface EvaluateArguments {
  readonly readings: string;
  readonly beacons: string;
  /** A parameters file; `null`: what `CONFIDENCE_PARAMETERS_FILE` names, else what the program brings along. */
  readonly parameters: string | null;
  /** Whose parameters; `null`: those of the store that was surveyed with these beacons, else the default. */
  readonly store: string | null;
  /** Where fitted parameters are written; `null`: nothing is fitted. */
  readonly fit: string | null;
  readonly json: boolean;
}

export const EVALUATE_COMMAND = {
  name: "evaluate-confidence",
  usage: `READINGS.csv BEACONS.csv [--parameters FILE] [--store ID] [--json]
       READINGS.csv BEACONS.csv --fit FILE [--parameters FILE] [--store ID] [--json]

How often the confidence model is right on readings whose truth is known, and how far its probabilities can be taken at
their word. READINGS.csv has the columns observed_at, nearest_beacon, beacon, rssi, one row for each beacon heard at a
moment; BEACONS.csv has beacon, x, y. Other columns are passed over. A moment is answered from its readings and earlier
ones alone.

  --parameters FILE  a file as CONFIDENCE_PARAMETERS_FILE names it (default: that one, else the program's own)
  --store ID         the store whose parameters count (default: the one surveyed with just these beacons, else "default")
  --fit FILE         fits the parameters to READINGS.csv, checks them on parts of it that the fit has not seen, and writes
                     them to FILE, for --store or as the default
  --json             print the scores as one JSON document`,
  flags: {
    parameters: { type: "string" },
    store: { type: "string" },
    fit: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: true,
} as const;

/** What `node:util` parsed with {@link EVALUATE_COMMAND}'s flags. */
interface ParsedArguments {
  readonly values: {
    readonly parameters?: string | undefined;
    readonly store?: string | undefined;
    readonly fit?: string | undefined;
    readonly json?: boolean | undefined;
  };
  readonly positionals: readonly string[];
}

/** Throws `WrongSettings` with one line for each thing that is wrong. */
export function readEvaluateArguments({ values, positionals }: ParsedArguments): EvaluateArguments {
  const [readings, beacons] = positionals;
  if (readings === undefined || beacons === undefined || positionals.length > 2) {
    throw new WrongSettings([
      `${positionals.length} files are named: expected two, such as ` +
      "deno task evaluate-confidence readings.csv beacons.csv",
    ]);
  }
  const problems = (["parameters", "store", "fit"] as const).filter((flag) => values[flag]?.trim() === "")
    .map((flag) => `--${flag} is empty: give a ${flag === "store" ? "store's id" : "file"}`);
  if (values.fit !== undefined && [readings, beacons].includes(values.fit)) {
    problems.push("--fit is one of the files that are read: give another place");
  }
  if (problems.length > 0) throw new WrongSettings(problems);
  return {
    readings,
    beacons,
    parameters: values.parameters ?? null,
    store: values.store ?? null,
    fit: values.fit ?? null,
    json: values.json ?? false,
  };
}
