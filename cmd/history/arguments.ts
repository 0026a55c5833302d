import { dayNumberOf, historyPlanSchema, startOfDay } from "../../domain/commerce/simulation/history/plan.ts";
import type { HistoryFigure } from "../../application/commerce/simulation/write_history.ts";
import { numberFlag, timeFlag } from "../wiring/config/flags.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

export const HISTORY_COMMAND = {
  name: "history",
  usage:
    `[--days 365] [--orders-per-day 1000] [--seed 1] [--users N] [--products N] [--until DAY] [--answers FILE] [--json]
       deno task history --verify [FILE] [--json]

Writes a past of the shop: customers, products, orders and grades of every day, up to where the live orders begin, else up to
now. It may be interrupted at any moment; run again, it goes on. A finished one is left alone. Beside it come the answers to
what may be asked of it, and --verify compares the database with them.

  --days 365             days before the end (default 365)
  --orders-per-day 1000  on average; scenarios make days differ (default 1000)
  --seed 1               names the history: the same seed makes the same one (default 1)
  --users, --products    of the shop before the first day (default 10000 and 2000, as deno task seed has them)
  --until DAY            where it ends: the beginning of a day in Seoul, or a time such as 2026-03-02T12:00:00Z
  --answers FILE         where the answers are written (default history.answers.json in DATA_DIR)
  --verify [FILE]        compares instead of writing; exit status 1 when anything differs
  --json                 print one JSON document and no progress`,
  flags: {
    days: { type: "string" },
    "orders-per-day": { type: "string" },
    seed: { type: "string" },
    users: { type: "string" },
    products: { type: "string" },
    until: { type: "string" },
    answers: { type: "string" },
    verify: { type: "boolean" },
    json: { type: "boolean" },
  },
  positionals: true,
} as const;

export interface HistoryArguments {
  readonly action: "write" | "verify";
  readonly seed: string;
  readonly asked: Partial<Readonly<Record<HistoryFigure, number>>>;
  readonly until: Date | null;
  readonly answersFile: string;
  readonly json: boolean;
}

/** What `node:util` parsed with {@link HISTORY_COMMAND}'s flags. */
interface ParsedArguments {
  readonly values:
    & {
      readonly [flag in Exclude<keyof typeof HISTORY_COMMAND["flags"], "verify" | "json">]?: string | undefined;
    }
    & { readonly verify?: boolean | undefined; readonly json?: boolean | undefined };
  readonly positionals: readonly string[];
}

const { days, ordersPerDay, users, products } = historyPlanSchema.unwrap().shape;
const FIGURES = [
  ["days", "days", days],
  ["orders-per-day", "ordersPerDay", ordersPerDay],
  ["users", "users", users],
  ["products", "products", products],
] as const;

/** Throws `WrongSettings` naming what is wrong. */
export function readHistoryArguments(
  { values, positionals }: ParsedArguments,
  { dataFolder, now }: { readonly dataFolder: string | null; readonly now: Date },
): HistoryArguments {
  const { verify = false, json = false, answers } = values;
  const [named, ...more] = positionals;
  if (more.length > 0 || (named !== undefined && !verify)) {
    throw new WrongSettings([`"${positionals.join(" ")}" is one too many: only --verify takes a file`]);
  }
  const seed = values.seed ?? "1";
  if (!historyPlanSchema.unwrap().shape.seed.safeParse(seed).success) {
    throw new WrongSettings([`--seed is "${seed}": expected 1 to 20 letters, digits, dots, underscores`]);
  }
  const asked: Partial<Record<HistoryFigure, number>> = {};
  for (const [flag, figure, schema] of FIGURES) {
    const bounds = { from: schema.minValue!, to: schema.maxValue!, whole: true };
    const value = numberFlag(flag, values[flag], bounds, undefined);
    if (value !== undefined) asked[figure] = value;
  }
  const until = untilFlag(values.until);
  if (until && until > now) {
    throw new WrongSettings([`--until is "${values.until}": expected a day or time in the past`]);
  }
  const answersFile = named ?? answers ?? `${dataFolder ?? "."}/history.answers.json`;
  return { action: verify ? "verify" : "write", seed, asked, until, answersFile, json };
}

function untilFlag(text: string | undefined): Date | null {
  const day = text === undefined ? null : dayNumberOf(text);
  return day === null ? timeFlag("until", text, null) : startOfDay(day);
}
