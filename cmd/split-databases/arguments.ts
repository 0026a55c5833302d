import { type Command, JSON_FLAG } from "../wiring/process/command_line.ts";
import { placeOf, SPLIT_DATABASES, type SplitDatabase } from "../../domain/sourcing/placement.ts";
import type { Strategy } from "./sql/record.ts";
import { numberFlag } from "../wiring/config/flags.ts";
import { commaList, WrongSettings } from "../wiring/config/settings.ts";

export const SPLIT_COMMAND = {
  name: "split-databases",
  usage: `[--from URL] [--strategy restore|insert|recollect] [--map FILE] [--only LIST] [--dry-run] [--json]
--certify [--json]
--rollback [--force]`,
  description:
    `Moves one old database into SOURCE_DATABASE_URL, DROPSHIP_DATABASE_URL and MARKET_DATABASE_URL, and compares both
sides row by row; the old one is only read. It may be interrupted at any moment; run again, it goes on.`,
  flags: {
    from: { type: "string", value: "URL", about: "the old database (default OLD_DATABASE_URL)" },
    strategy: {
      type: "string",
      value: "NAME",
      about:
        `restore (default) moves the old tables with their own columns, keys and indexes: what a new database lacks is
made as the old one has it, rows are copied in parallel, indexes built afterwards. insert: the same, with the rows page
by page through every rule of the new tables, which are of use meanwhile; rows that break a rule are named. recollect:
reads suppliers again instead, and derives products and listings of what they say now; of the old database only accounts
and the marketplaces' ids of listings are taken over`,
    },
    map: {
      type: "string",
      value: "FILE",
      about: "fits the old tables to those of this product, which are made first; the file says what goes where",
    },
    "old-time-zone": {
      type: "string",
      value: "ZONE",
      about: "whose the old times without a zone are, where a new column has one, such as Asia/Seoul",
    },
    place: {
      type: "string",
      value: "TABLE=DATABASE,...",
      about: "take along tables that are of none of the three",
    },
    only: { type: "string", value: "LIST", about: "these databases alone, such as source,market" },
    "dry-run": { type: "boolean", about: "say what would move, try to make it, and leave everything as it is" },
    "allow-extra": { type: "boolean", about: "what no new database takes may stay behind; it is named" },
    "catch-up": {
      type: "boolean",
      about:
        `after a certificate that agrees: make the new ones equal to the old one again. Rows that only the new ones have
are deleted`,
    },
    certify: { type: "boolean", about: "compare alone" },
    rollback: { type: "boolean", about: "empty what the split has filled, and forget it" },
    force: { type: "boolean", about: "with --rollback: also where rows have changed since" },
    parallel: {
      type: "string",
      value: "N",
      about: "tables and parts worked on at once (default: twice as many as processors, at most 8)",
    },
    certificate: {
      type: "string",
      value: "FILE",
      about: "where the certificate is written (default split.certificate.json in DATA_DIR)",
    },
    json: JSON_FLAG,
  },
  notes: "Exit status: 1 when the comparison finds a difference, or a dry run one that would be refused.",
  examples: [
    ["--from postgres://postgres@old/drop01 --dry-run", "what would move, and what stands in the way"],
    ["--certify --json", "compares both sides again"],
  ],
} as const satisfies Command;

export interface SplitArguments {
  readonly action: "split" | "plan" | "certify" | "rollback";
  readonly from: string | undefined;
  readonly strategy: Strategy | "recollect" | null;
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

const STRATEGIES = ["restore", "insert", "recollect"] as const;
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
  if (strategy === "recollect") {
    const others = (["only", "place", "allow-extra", "catch-up", "certify", "rollback"] as const)
      .filter((flag) => values[flag]);
    if (others.length > 0) problems.push(`--strategy recollect can't go with --${others.join(" and --")}`);
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
