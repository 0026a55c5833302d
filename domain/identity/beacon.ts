import { z } from "zod";
import { outsideId } from "../shared/outside_id.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { type Refusal, refused, type Result } from "../shared/result.ts";
import { storeIdSchema } from "../shared/store_id.ts";
import { strictObject } from "../shared/strict_object.ts";
import { type Advertisement, beaconUuidSchema, canonicalUuid, sixteenBits } from "./advertisement.ts";
import { locationDraftSchema, locationSchema } from "./location.ts";
import { storedId, storedText } from "./plain_text.ts";

/** Part of cache keys and URLs: excludes `:`, `*` and `/`. A UUID is written with dashes and small letters. */
export const beaconIdSchema = outsideId(64).regex(
  /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u,
  "expected a UUID, or a name of letters, digits, dots, dashes or underscores, the first a letter or a digit",
).transform((id) => canonicalUuid(id) ?? id).brand<"BeaconId">();
export type BeaconId = z.infer<typeof beaconIdSchema>;

/** For rehydration: a row made by hand may have any id. */
const storedBeaconIdSchema = storedText(64).brand<"BeaconId">();

/** For rehydration: earlier versions accepted any 64 characters. */
export const storedStoreIdSchema = storedText(64).brand<"StoreId">();
/** For look-ups. */
export const knownStoreIdSchema = storedId(64).brand<"StoreId">();

export const BEACON_STATUSES = ["active", "inactive", "maintenance"] as const;

export const beaconSchema = z.object({
  /** The UUID of a beacon that has one of its own, as most registries know it; otherwise a name. */
  beaconId: storedBeaconIdSchema,
  uuid: beaconUuidSchema.nullable().describe("null: another beacon has taken over what it sent"),
  storeId: storedStoreIdSchema,
  major: sixteenBits,
  minor: sixteenBits,
  location: locationSchema,
  status: z.enum(BEACON_STATUSES, { error: `expected one of ${BEACON_STATUSES.join(", ")}` }),
}).readonly();

export type Beacon = z.infer<typeof beaconSchema>;

export function advertisementOf({ uuid, major, minor }: Beacon): Advertisement | null {
  return uuid === null ? null : { uuid, major, minor };
}

const { beaconId: _, ...draftFields } = beaconSchema.unwrap().shape;

export const beaconDraftSchema = strictObject("beacon", {
  ...draftFields,
  uuid: beaconUuidSchema.optional().describe("What it sends; needed where the beacon's id is a name"),
  storeId: storeIdSchema,
  location: locationDraftSchema,
  status: draftFields.status.default("active"),
});

export function parseBeaconDraft(id: string, raw: unknown): Result<Beacon, InvalidInput | BeaconUuidRefused> {
  const beaconId = parseAs(z.object({ beaconId: beaconIdSchema }), { beaconId: id }, "beacon");
  if (!beaconId.ok) return beaconId;
  const draft = parseAs(beaconDraftSchema, raw, "beacon");
  if (!draft.ok) return draft;
  const own = canonicalUuid(beaconId.value.beaconId);
  const { uuid = own } = draft.value;
  if (uuid === null) return wrongUuid("expected the UUID that the beacon sends, since the beacon's id is a name");
  if (own !== null && own !== uuid) return wrongUuid("expected the beacon's id, or a beacon whose id is a name");
  return parseBeacon({ ...draft.value, ...beaconId.value, uuid });
}

export function parseBeacon(raw: unknown): Result<Beacon, InvalidInput> {
  return parseAs(beaconSchema, raw, "beacon");
}

/** The draft is right by itself, and does not fit the id. */
export interface BeaconUuidRefused extends Refusal {
  readonly code: "beacon_uuid";
  readonly details: readonly string[];
}

function wrongUuid(fault: string): Result<never, BeaconUuidRefused> {
  const detail = `uuid: ${fault}`;
  return refused({ code: "beacon_uuid", message: `Cannot take the beacon: ${detail}`, details: [detail] });
}
