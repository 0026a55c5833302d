import { type Command, JSON_FLAG } from "../wiring/process/command_line.ts";
import { dayNumberOf, startOfDay } from "../../domain/commerce/seoul_time.ts";
import { historyPlanSchema } from "../../domain/commerce/simulation/history/plan.ts";
import type { HistoryFigure } from "../../application/commerce/simulation/write_history.ts";
import { numberFlag, timeFlag } from "../wiring/config/flags.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

export const HISTORY_COMMAND = {
  name: "history",
  usage:
    `[--days N] [--orders-per-day N] [--seed TEXT] [--users N] [--products N] [--until DAY] [--answers FILE] [--json]
--verify [FILE] [--json]`,
  description:
    `Writes a history of the shop: customers, products, orders and grades of every day, up to the first live order
or else to now. It may be interrupted at any time and continues when run again. A complete history is not changed.

It also writes a file of expected query results, with which --verify compares the database.`,
  flags: {
    days: { type: "string", value: "N", about: "days before the end (default 365)" },
    "orders-per-day": { type: "string", value: "N", about: "on average; scenarios make days differ (default 1000)" },
    seed: { type: "string", value: "TEXT", about: "the same seed produces the same history (default 1)" },
    users: { type: "string", value: "N", about: "customers of the shop before the first day (default 10000)" },
    products: { type: "string", value: "N", about: "products of the shop before the first day (default 2000)" },
    until: {
      type: "string",
      value: "DAY",
      about: "where it ends: the beginning of a day in Seoul, or a time such as 2026-03-02T12:00:00Z",
    },
    answers: {
      type: "string",
      value: "FILE",
      about: "where the answers are written (default history.answers.json in DATA_DIR)",
    },
    verify: { type: "boolean", about: "compare instead of writing, with FILE or the default one" },
    json: JSON_FLAG,
  },
  positionals: true,
  notes: "Exit status of --verify: 1 when anything differs.",
  examples: [
    ["--days 30 --orders-per-day 200", "a month of a small shop"],
    ["--verify", "compares the database with the answers"],
  ],
} as const satisfies Command;

export interface HistoryArguments {
  readonly action: "write" | "verify";
  readonly seed: string;
  readonly asked: Partial<Readonly<Record<HistoryFigure, number>>>;
  readonly until: Date | null;
  readonly answersFile: string;
  readonly json: boolean;
}

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

/** Throws `WrongSettings` with the invalid arguments. */
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
