import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import type { Result } from "../shared/result.ts";
import { storeIdSchema } from "../shared/store_id.ts";
import { locationDraftSchema, locationSchema } from "./location.ts";
import { storedText } from "./plain_text.ts";

/** A UUID in any case; kept in small letters, so that one beacon has one key. */
export const beaconIdSchema = z.guid({ error: "expected a UUID such as 550e8400-e29b-41d4-a716-446655440000" })
  .transform((uuid) => uuid.toLowerCase()).brand<"BeaconId">();
export type BeaconId = z.infer<typeof beaconIdSchema>;

/**
 * A `StoreId` as it may be stored: earlier versions took any text of 64 characters for a beacon's store. For
 * rehydration and look-ups; a beacon that is registered now names its store by `storeIdSchema`.
 */
export const storedStoreIdSchema = storedText(64).brand<"StoreId">();

/** Two unsigned bytes of an iBeacon's advertisement: the group within a store (major), the place in it (minor). */
export const sixteenBits = z.int({ error: "expected a whole number" }).min(0).max(65_535);

export const BEACON_STATUSES = ["active", "inactive", "maintenance"] as const;

/** A transmitter that hangs in a store. */
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

/** What is said of a beacon whose id stands elsewhere. */
export const beaconDraftSchema = strictObject("beacon", {
  ...draftFields,
  storeId: storeIdSchema,
  location: locationDraftSchema,
  status: draftFields.status.default("active"),
});

/** A beacon from its id and what is said of it. */
export function parseBeaconDraft(id: string, raw: unknown): Result<Beacon, InvalidInput> {
  const draft = parseAs(beaconDraftSchema, raw, "beacon");
  return draft.ok ? parseBeacon({ ...draft.value, beaconId: id }) : draft;
}

export function parseBeacon(raw: unknown): Result<Beacon, InvalidInput> {
  return parseAs(beaconSchema, raw, "beacon");
}
