import { type Command, JSON_FLAG } from "../wiring/process/command_line.ts";
import { type BusinessDay, businessDaySchema } from "../../domain/store/business_day.ts";
import { type StoreId, storeIdSchema } from "../../domain/shared/store_id.ts";
import { numberFlag } from "../wiring/config/flags.ts";
import { commaList, WrongSettings } from "../wiring/config/settings.ts";

export const STORE_REPORTS_COMMAND = {
  name: "store-reports",
  usage: "--date DAY [--stores ID,ID,...] [--at-once N] [--json]",
  description:
    `Computes every report (sales, menu, hours, summary) of one business day for all stores, keeps them in the database
and puts them into the cache. It may be interrupted at any moment; run again, it goes on with the stores that are left,
and with those whose sales have changed since.`,
  flags: {
    date: { type: "string", value: "DAY", about: "the business day, by the date it began on: 2026-03-02; required" },
    stores: { type: "string", value: "ID,ID", about: "these alone (default: all)" },
    "at-once": { type: "string", value: "N", about: "how many stores at the same time, 1 to 64 (default 4)" },
    json: JSON_FLAG,
  },
  notes: "Exit status: 1 when stores are left.",
  examples: [
    ["--date 2026-03-02", "that day's reports of all stores"],
    ["--date 2026-03-02 --stores store100,store101 --json", "of two stores, as JSON"],
  ],
} as const satisfies Command;

interface StoreReportsArguments {
  readonly day: BusinessDay;
  readonly only: readonly StoreId[] | null;
  readonly atOnce: number;
  readonly json: boolean;
}

type Values =
  & {
    readonly [flag in Exclude<keyof typeof STORE_REPORTS_COMMAND["flags"], "json">]?: string | undefined;
  }
  & { readonly json?: boolean | undefined };

/** Throws `WrongSettings` naming every flag that is wrong. */
export function readStoreReportsArguments(values: Values): StoreReportsArguments {
  const { date, stores, json = false } = values;
  if (date === undefined) throw new WrongSettings(["--date is not set: expected a day such as 2026-03-02"]);
  const day = businessDaySchema.safeParse(date);
  if (!day.success) throw new WrongSettings([`--date is "${date}": expected a day such as 2026-03-02`]);
  const atOnce = numberFlag("at-once", values["at-once"], { from: 1, to: 64, whole: true }, 4);
  if (stores === undefined) return { day: day.data, only: null, atOnce, json };
  const ids = commaList(stores).map((id) => ({ id, parsed: storeIdSchema.safeParse(id) }));
  const wrong = ids.filter(({ parsed }) => !parsed.success);
  if (ids.length === 0 || wrong.length > 0) {
    const what = wrong.length > 0 ? wrong.map(({ id }) => `"${id}"`).join(", ") : `"${stores}"`;
    throw new WrongSettings([`--stores has ${what}: expected ids of stores, separated by commas`]);
  }
  return { day: day.data, only: [...new Set(ids.map(({ parsed }) => parsed.data!))], atOnce, json };
}
