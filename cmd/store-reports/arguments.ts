import { type BusinessDay, businessDaySchema } from "../../domain/store/business_day.ts";
import { type StoreId, storeIdSchema } from "../../domain/shared/store_id.ts";
import { numberFlag } from "../wiring/config/flags.ts";
import { commaList, WrongSettings } from "../wiring/config/settings.ts";

export const STORE_REPORTS_COMMAND = {
  name: "store-reports",
  usage: `--date DAY [--stores ID,ID,…] [--at-once 4] [--json]

Computes every report (sales, menu, hours, summary) of one business day for all stores, keeps them in the database and puts
them into the cache. It may be interrupted at any moment; run again, it goes on with the stores that are left, and with
those whose sales have changed since.

  --date DAY        the business day, by the date it began on: 2026-03-02
  --stores ID,ID    these alone
  --at-once 4       how many stores at the same time
  --json            print one JSON document and no progress`,
  flags: {
    date: { type: "string" },
    stores: { type: "string" },
    "at-once": { type: "string" },
    json: { type: "boolean" },
  },
} as const;

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
