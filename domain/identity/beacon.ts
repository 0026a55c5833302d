import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import type { Result } from "../shared/result.ts";
import { storeIdSchema } from "../shared/store_id.ts";
import { locationDraftSchema, locationSchema } from "./location.ts";
import { storedText } from "./plain_text.ts";

export const beaconIdSchema = z.guid({ error: "expected a UUID such as 550e8400-e29b-41d4-a716-446655440000" })
  .transform((uuid) => uuid.toLowerCase()).brand<"BeaconId">();
export type BeaconId = z.infer<typeof beaconIdSchema>;

/** For rehydration and look-ups: earlier versions accepted any 64 characters. */
export const storedStoreIdSchema = storedText(64).brand<"StoreId">();

/** Major (group within a store) and minor (place in it) of an iBeacon's advertisement. */
export const sixteenBits = z.int({ error: "expected a whole number" }).min(0).max(65_535);

export const BEACON_STATUSES = ["active", "inactive", "maintenance"] as const;

export const beaconSchema = z.object({
  beaconId: beaconIdSchema,
  storeId: storedStoreIdSchema,
  major: sixteenBits,
  minor: sixteenBits,
  location: locationSchema,
  status: z.enum(BEACON_STATUSES, { error: `expected one of ${BEACON_STATUSES.join(", ")}` }),
}).readonly();

export type Beacon = z.infer<typeof beaconSchema>;

const { beaconId: _, ...draftFields } = beaconSchema.unwrap().shape;

export const beaconDraftSchema = strictObject("beacon", {
  ...draftFields,
  storeId: storeIdSchema,
  location: locationDraftSchema,
  status: draftFields.status.default("active"),
});

export function parseBeaconDraft(id: string, raw: unknown): Result<Beacon, InvalidInput> {
  const draft = parseAs(beaconDraftSchema, raw, "beacon");
  return draft.ok ? parseBeacon({ ...draft.value, beaconId: id }) : draft;
}

export function parseBeacon(raw: unknown): Result<Beacon, InvalidInput> {
  return parseAs(beaconSchema, raw, "beacon");
}
