import { placeOf, SPLIT_DATABASES, type SplitDatabase } from "../../domain/sourcing/placement.ts";
import type { Strategy } from "./sql/record.ts";
import { numberFlag } from "../wiring/config/flags.ts";
import { commaList, WrongSettings } from "../wiring/config/settings.ts";

export const SPLIT_COMMAND = {
  name: "split-databases",
  usage: `[--from URL] [--strategy restore|insert] [--map FILE] [--only source,market] [--dry-run] [--json]
       deno task split-databases --certify [--json]
       deno task split-databases --rollback [--force]

Moves one old database into SOURCE_DATABASE_URL, DROPSHIP_DATABASE_URL and MARKET_DATABASE_URL, and compares both sides row
by row; the old one is only read. It may be interrupted at any moment; run again, it goes on. Exit status 1 when the
comparison finds a difference.

  --from URL            the old database (default OLD_DATABASE_URL)
  --strategy restore    moves the old tables with their own columns, keys and indexes: what a new database lacks is made
                        as the old one has it, rows are copied in parallel, indexes built afterwards (default)
  --strategy insert     the same, with the rows page by page through every rule of the new tables, which are of use
                        meanwhile; rows that break a rule are named
  --map FILE            fits the old tables to those of this product, which are made first; the file says what goes where
  --old-time-zone ZONE  whose the old times without a zone are, where a new column has one, such as Asia/Seoul
  --place TABLE=DATABASE,…  takes along tables that are of none of the three
  --only source,market  these databases alone
  --dry-run             says what would move, tries to make it, and leaves everything as it is
  --allow-extra         what no new database takes may stay behind; it is named
  --catch-up            after a certificate that agrees: makes the new ones equal to the old one again. Rows that only the
                        new ones have are deleted
  --certify             compares alone
  --rollback            empties what the split has filled and forgets it; --force also where rows have changed since
  --parallel 4          tables and parts worked on at once (default: twice as many as processors, at most 8)
  --certificate FILE    where the certificate is written (default split.certificate.json in DATA_DIR)
  --json                print one JSON document and no progress`,
  flags: {
    from: { type: "string" },
    strategy: { type: "string" },
    map: { type: "string" },
    "old-time-zone": { type: "string" },
    place: { type: "string" },
    only: { type: "string" },
    "dry-run": { type: "boolean" },
    "allow-extra": { type: "boolean" },
    "catch-up": { type: "boolean" },
    certify: { type: "boolean" },
    rollback: { type: "boolean" },
    force: { type: "boolean" },
    parallel: { type: "string" },
    certificate: { type: "string" },
    json: { type: "boolean" },
  },
} as const;

export interface SplitArguments {
  readonly action: "split" | "plan" | "certify" | "rollback";
  readonly from: string | undefined;
  readonly strategy: Strategy | null;
  readonly mapFile: string | null;
  readonly oldTimeZone: string | null;
  readonly places: Readonly<Record<string, SplitDatabase>>;
  readonly only: readonly SplitDatabase[];
  readonly allowExtra: boolean;
  readonly catchUp: boolean;
  readonly force: boolean;
  readonly parallel: number;
  readonly certificateFile: string;
  readonly json: boolean;
}

export type ParsedFlags = {
  readonly [flag in keyof typeof SPLIT_COMMAND["flags"]]?:
    | (typeof SPLIT_COMMAND["flags"][flag]["type"] extends "boolean" ? boolean : string)
    | undefined;
};

const STRATEGIES = ["restore", "insert"] as const;
const ACTIONS = [["dry-run", "plan"], ["certify", "certify"], ["rollback", "rollback"]] as const;
const MOST_AT_ONCE = 16;

/** Throws `WrongSettings` naming what is wrong. */
export function readSplitArguments(
  values: ParsedFlags,
  { dataFolder, processors = navigator.hardwareConcurrency }: {
    readonly dataFolder: string | null;
    readonly processors?: number;
  },
): SplitArguments {
  const problems: string[] = [];
  const asked = ACTIONS.filter(([flag]) => values[flag]);
  if (asked.length > 1) problems.push(`--${asked.map(([flag]) => flag).join(" and --")} can't go together`);
  const action = asked[0]?.[1] ?? "split";
  if (values.force && action !== "rollback") problems.push("--force goes with --rollback alone");
  if (values["catch-up"] && action !== "split") problems.push(`--catch-up can't go with --${asked[0]![0]}`);
  const strategy = STRATEGIES.find((name) => name === values.strategy) ?? null;
  if (values.strategy !== undefined && !strategy) {
    problems.push(`--strategy is "${values.strategy}": expected ${STRATEGIES.join(" or ")}`);
  }
  const named = commaList(values.only ?? SPLIT_DATABASES.join(","));
  const only = SPLIT_DATABASES.filter((name) => named.includes(name));
  if (only.length === 0 || only.length !== new Set(named).size) {
    problems.push(`--only is "${values.only}": expected some of ${SPLIT_DATABASES.join(",")}`);
  }
  const oldTimeZone = values["old-time-zone"] ?? null;
  if (oldTimeZone !== null && !isZoneName(oldTimeZone)) {
    problems.push(`--old-time-zone is "${oldTimeZone}": expected the name of a time zone, such as Asia/Seoul or UTC`);
  }
  const places = commaList(values.place ?? "").map((place) => place.split("=", 2) as [string, string | undefined]);
  const isPlace = (place: typeof places[number]): place is [string, SplitDatabase] =>
    SPLIT_DATABASES.some((name) => name === place[1]);
  for (const place of places) {
    if (!isPlace(place)) problems.push(`--place has "${place.join("=")}": expected TABLE=${SPLIT_DATABASES.join("|")}`);
    else if (placeOf(place[0])) problems.push(`--place has ${place[0]}, which is of the ${placeOf(place[0])} database`);
  }
  if (problems.length > 0) throw new WrongSettings(problems);
  const bounds = { from: 1, to: MOST_AT_ONCE, whole: true };
  return {
    action,
    from: values.from,
    strategy,
    mapFile: values.map ?? null,
    oldTimeZone,
    places: Object.fromEntries(places.filter(isPlace)),
    only,
    allowExtra: values["allow-extra"] ?? false,
    catchUp: values["catch-up"] ?? false,
    force: values.force ?? false,
    parallel: numberFlag("parallel", values.parallel, bounds, Math.min(8, 2 * processors)),
    certificateFile: values.certificate ?? `${dataFolder ?? "."}/split.certificate.json`,
    json: values.json ?? false,
  };
}

/** Not "+09:00": Postgres counts such a name to the west. */
function isZoneName(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^\p{L}/u.test(name);
  } catch {
    return false;
  }
}
