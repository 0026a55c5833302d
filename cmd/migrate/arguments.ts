import { DATABASES } from "../../application/sourcing/one_database.ts";
import { numberFlag } from "../wiring/config/flags.ts";
import type { MigratedDatabase } from "../wiring/engines/migrations.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { type Command, JSON_REPORT_FLAG } from "../wiring/process/command_line.ts";

export const MIGRATED_DATABASES: readonly MigratedDatabase[] = ["main", ...DATABASES];

export const MIGRATE_COMMAND = {
  name: "migrate",
  usage: `[status | up | down | check | ids [KEY [ID]] | new NAME] [--to VERSION] [--database NAME]
[--ignore THING]... [--json]`,
  description:
    `Creates and changes the tables: of the main database and, where they are servers, of the three of sourcing. Each
migration is applied once, in order, by one runner at a time. Without a word it is "up". "start" does it by itself.`,
  words: {
    status: "which migrations are applied",
    up: "apply what is missing, up to --to",
    down: "take back all above --to, and what is in their tables",
    check: "compare the database with what its migrations make",
    ids: "list ids that are stored in two spellings; KEY merges the two, KEY ID gives one an id of its own",
    new: "write the next two files: a draft where the code has columns that no migration makes, else empty",
  },
  flags: {
    to: { type: "string", value: "VERSION", about: "for up and down: the version to stop at; down needs it" },
    database: {
      type: "string",
      value: "NAME",
      about: "main, source, dropship or market alone; otherwise all that are configured, in this order",
    },
    ignore: {
      type: "string",
      value: "THING",
      multiple: true,
      about: 'for check: lets a difference pass, named as check names it, such as "index orders_by_hand"',
    },
    json: JSON_REPORT_FLAG,
  },
  positionals: true,
  notes: "Exit status of check: 1 where they differ.",
  examples: [
    ["", "applies what is missing, everywhere"],
    ["down --to 16 --database main", "takes back 017 and later, with what is in their tables"],
    ["check --ignore 'index orders_by_hand' --json", "in step but for that index?"],
  ],
} as const satisfies Command;

const ACTIONS = ["status", "up", "down", "check", "ids", "new"] as const;

export interface Arguments {
  readonly action: typeof ACTIONS[number];
  readonly to: number | undefined;
  readonly name: string;
  readonly database: MigratedDatabase | undefined;
  readonly ignore: readonly string[];
  /** A key and an id, or fewer. */
  readonly ids: readonly string[];
  readonly json: boolean;
}

interface Given {
  readonly values: {
    readonly to?: string | undefined;
    readonly database?: string | undefined;
    readonly ignore?: readonly string[] | undefined;
    readonly json?: boolean | undefined;
  };
  readonly positionals: readonly string[];
}

/** @throws WrongSettings for what no action takes */
export function readArguments({ values, positionals: [given = "up", ...rest] }: Given): Arguments {
  const action = ACTIONS.find((each) => each === given);
  const ids = action === "ids" ? rest.slice(0, 2) : [];
  const [name = "", ...more] = action === "new" ? rest : ["", ...rest.slice(ids.length)];
  if (!action || more.length > 0) {
    const known = `${ACTIONS.slice(0, -1).join(", ")} or new NAME`;
    throw new WrongSettings([`"${[given, ...rest].join(" ")}" is no action: expected ${known}`]);
  }
  const to = numberFlag("to", values.to, { from: 0, to: 999, whole: true }, undefined);
  if (action === "down" && to === undefined) {
    throw new WrongSettings([
      "--to is missing: down drops tables and what is in them, so it needs the version to stop at",
    ]);
  }
  if (to !== undefined && action !== "up" && action !== "down") {
    throw new WrongSettings([`--to is ${to}: only up and down go to a version`]);
  }
  const { ignore = [], json = false } = values;
  const database = MIGRATED_DATABASES.find((each) => each === values.database);
  if (values.database !== undefined && database === undefined) {
    throw new WrongSettings([`--database is "${values.database}": expected ${MIGRATED_DATABASES.join(", ")}`]);
  }
  if (ignore.length > 0 && action !== "check") throw new WrongSettings(["--ignore is given: only check takes it"]);
  return { action, to, name, database, ignore, ids, json };
}
