import { numberFlag } from "../wiring/config/flags.ts";
import type { MigratedDatabase } from "../wiring/engines/migrations.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { MIGRATED_DATABASES } from "./open_databases.ts";

export const USAGE =
  `[status | up | down | check | ids [KEY [ID]] | new NAME] [--to VERSION] [--database NAME] [--ignore THING]… [--json]

  status            which migrations are applied
  up                applies what is missing, up to --to
  down --to N       takes back all above N, and what is in their tables
  check             compares the database with what its migrations make; exit status 1 where they differ
  ids               lists ids that are stored in two spellings; KEY merges the two, KEY ID gives one an id of its own
  new NAME          writes the next two files: a draft where the code has columns that no migration makes, else empty

  --database NAME   main, source, dropship or market alone; otherwise all that are configured, in this order
  --ignore THING    for check: lets a difference pass, named as check names it, such as "index orders_by_hand"`;

export const FLAGS = {
  to: { type: "string" },
  database: { type: "string" },
  ignore: { type: "string", multiple: true },
  json: { type: "boolean" },
} as const;

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
