import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { withoutControls } from "../shared/no_controls.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import type { Result } from "../shared/result.ts";
import { type StoreId, storeIdSchema } from "../shared/store_id.ts";

/** Excludes offsets such as "+09:00": the runtime accepts them as zones, but they have no daylight saving time. */
const timeZone = z.string().max(50)
  .refine(isTimeZone, "expected the IANA name of a time zone, such as Asia/Seoul")
  .meta({ examples: ["Asia/Seoul", "America/New_York"] });

const closingTime = z.string()
  .regex(/^(0\d|1[01]):[0-5]\d$/, "expected a time from 00:00 to 11:59: when the business day is over")
  .meta({ examples: ["04:00"] });

export const storeSchema = z.object({
  storeId: storeIdSchema,
  name: withoutControls(z.string().trim().min(1).max(100)),
  timeZone: timeZone.describe("IANA name of the zone that the store's clock shows"),
  closingTime: closingTime.describe("Until this time a sale belongs to the business day before"),
}).readonly();

export type Store = z.infer<typeof storeSchema>;

const { name } = storeSchema.unwrap().shape;

export const storeSettingsSchema = strictObject("store", {
  name: name.optional().describe("The store's id when left out"),
  timeZone: timeZone.default("Asia/Seoul").describe("IANA name of the zone that the store's clock shows"),
  closingTime: closingTime.default("00:00").describe(
    "Until this time a sale belongs to the business day before; 00:00 makes business days calendar days",
  ),
});

export function parseStoreId(id: string): Result<StoreId, InvalidInput> {
  return parseAs(storeIdSchema, id, "store");
}

export function makeStore(storeId: StoreId, settings: unknown = {}): Result<Store, InvalidInput> {
  const parsed = parseAs(storeSettingsSchema, settings, "store");
  if (!parsed.ok) return parsed;
  return parseAs(storeSchema, { ...parsed.value, storeId, name: parsed.value.name ?? storeId }, "store");
}

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Temporal.ZonedDateTime(0n, name);
    return true;
  } catch {
    return false;
  }
}
