import { z } from "zod";
import { BEACON_STATUSES, beaconDraftSchema, beaconSchema } from "../../../domain/identity/beacon.ts";
import { floorPositionSchema } from "../../../domain/identity/floor_position.ts";
import { customerDraftSchema, customerSchema } from "../../../domain/identity/customer.ts";
import { customerIdentitySchema } from "../../../domain/identity/customer_identity.ts";
import { detectionSchema } from "../../../domain/identity/detection.ts";
import { feedbackSchema } from "../../../application/identity/give_feedback.ts";
import { IGNORED_REASONS } from "../../../domain/identity/reading.ts";
import { instant } from "../../../domain/shared/instant.ts";
import { ERASURE } from "../server/erasure_schema.ts";
import { pageSchema } from "../server/list.ts";
import { jsonSchemaOf } from "../server/json_schema.ts";

const identitySchema = z.object({
  identityId: z.string().describe("For feedback"),
  ...customerIdentitySchema.unwrap().shape,
});

const detectedSchema = z.object({
  ...identitySchema.shape,
  ignored: z.array(z.object({
    index: z.int().min(0).describe("The reading's place in the request"),
    reason: z.enum(IGNORED_REASONS),
  })).describe("Readings that said nothing"),
});

/** Of refusals, by code; those of others have none. */
export const identityProblemMembers = z.object({
  beaconId: z.string().describe("Of the beacon that is refused"),
  beaconIds: z.array(z.string()).describe("Those that were heard and are not registered"),
  beaconStatus: z.enum(BEACON_STATUSES),
  confidence: z.number().min(0).max(1).describe("Too low to identify by"),
  ignored: detectedSchema.shape.ignored,
}).partial();

const placeSchema = z.object(beaconSchema.unwrap().shape).pick({ beaconId: true, storeId: true, location: true });
const triedSchema = z.object({
  place: placeSchema.describe("The likeliest"),
  confidence: z.number().min(0).max(1),
  neededConfidence: z.number(),
  refusal: z.object({ code: z.string(), message: z.string() }).nullable().describe("Why nobody would be identified"),
  places: z.array(z.object({
    ...placeSchema.shape,
    share: z.number().min(0).max(1).describe("Of being the nearest one, before calibration"),
    readings: z.int().min(1),
    strongest: z.number().describe("dBm"),
  })).describe("Of every heard beacon, the likeliest first"),
  ignored: detectedSchema.shape.ignored,
});

const positionedSchema = z.object({
  beaconId: beaconSchema.unwrap().shape.beaconId,
  ...floorPositionSchema.unwrap().shape,
});

const duplicateSchema = z.object({
  ...detectedSchema.shape,
  code: z.literal("duplicate_within_minute"),
});

const feedbackGivenSchema = z.object({
  outcome: z.enum(["created", "changed", "unchanged"]),
  identityId: identitySchema.shape.identityId,
  right: z.boolean().describe("Whether the identification was right"),
  place: placeSchema.omit({ storeId: true }),
});

const eventSchema = z.object({ eventId: z.string(), ...customerIdentitySchema.unwrap().shape });

const eventPage = pageSchema("CustomerEvent", "Newest first; fewer than asked for, or none, although more follow");
const { items, nextCursor } = eventPage.properties as Record<string, object>;

const certificateSchema = z.object({
  customerDigest: z.string().describe("SHA-256 of the customer's id, hexadecimal"),
  ...ERASURE,
});

export const IDENTITY_SCHEMAS: Readonly<Record<string, Record<string, unknown>>> = {
  Beacon: jsonSchemaOf(beaconSchema, "output"),
  NewBeacon: jsonSchemaOf(beaconDraftSchema, "input"),
  Detection: jsonSchemaOf(detectionSchema, "input"),
  SentPayloads: jsonSchemaOf(
    z.looseObject({ readings: z.array(z.looseObject({})).min(1).describe("As the other system publishes them") })
      .describe("With `format`; the body may be one payload, or a list, too"),
    "input",
  ),
  DetectedIdentity: jsonSchemaOf(detectedSchema, "output"),
  TriedDetection: jsonSchemaOf(triedSchema, "output"),
  CustomerIdentity: jsonSchemaOf(identitySchema, "output"),
  NewFeedback: jsonSchemaOf(feedbackSchema, "input"),
  Feedback: jsonSchemaOf(feedbackGivenSchema, "output"),
  StandingIdentity: jsonSchemaOf(duplicateSchema, "output"),
  Customer: jsonSchemaOf(z.object({ ...customerSchema.unwrap().shape, createdAt: instant }), "output"),
  NewCustomer: jsonSchemaOf(customerDraftSchema, "input"),
  CustomerEvent: jsonSchemaOf(eventSchema, "output"),
  EventPage: {
    ...eventPage,
    properties: {
      ...{ items, nextCursor },
      events: { ...items, deprecated: true, description: "items, under its old name" },
      cursor: { ...nextCursor, deprecated: true, description: "nextCursor, under its old name" },
    },
  },
  CustomerPage: pageSchema("Customer"),
  IdentityPage: pageSchema("CustomerIdentity"),
  BeaconPage: pageSchema("Beacon"),
  FloorPosition: jsonSchemaOf(floorPositionSchema, "input"),
  PositionedBeacon: jsonSchemaOf(positionedSchema, "output"),
  FloorPlan: jsonSchemaOf(z.object({ storeId: z.string(), beacons: z.array(positionedSchema) }), "output"),
  RemovedPosition: jsonSchemaOf(z.object({ removed: z.boolean() }), "output"),
  ErasureCertificate: jsonSchemaOf(certificateSchema, "output"),
};
