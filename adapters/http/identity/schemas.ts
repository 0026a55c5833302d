import { z } from "zod";
import { beaconDraftSchema, beaconSchema } from "../../../domain/identity/beacon.ts";
import { customerDraftSchema, customerSchema } from "../../../domain/identity/customer.ts";
import { customerIdentitySchema } from "../../../domain/identity/customer_identity.ts";
import { detectionSchema } from "../../../domain/identity/detection.ts";
import { IGNORED_REASONS } from "../../../domain/identity/reading.ts";
import { instant } from "../../../domain/shared/instant.ts";
import { ERASURE } from "../server/erasure_schema.ts";
import { jsonSchemaOf } from "../server/json_schema.ts";

const detectedSchema = z.object({
  ...customerIdentitySchema.unwrap().shape,
  ignored: z.array(z.object({
    index: z.int().min(0).describe("The reading's place in the request"),
    reason: z.enum(IGNORED_REASONS),
  })).describe("Readings that said nothing"),
});

const duplicateSchema = z.object({
  ...detectedSchema.shape,
  code: z.literal("duplicate_within_minute"),
});

const eventPageSchema = z.object({
  events: z.array(z.object({
    eventId: z.string(),
    ...customerIdentitySchema.unwrap().shape,
  })).describe("Newest first; fewer than asked for, or none, although more follow"),
  cursor: z.string().nullable().describe("For the next page; null after the last one"),
});

const certificateSchema = z.object({
  customerDigest: z.string().describe("SHA-256 of the customer's id, hexadecimal"),
  ...ERASURE,
});

export const IDENTITY_SCHEMAS: Readonly<Record<string, Record<string, unknown>>> = {
  Beacon: jsonSchemaOf(beaconSchema, "output"),
  NewBeacon: jsonSchemaOf(beaconDraftSchema, "input"),
  Detection: jsonSchemaOf(detectionSchema, "input"),
  DetectedIdentity: jsonSchemaOf(detectedSchema, "output"),
  CustomerIdentity: jsonSchemaOf(customerIdentitySchema, "output"),
  StandingIdentity: jsonSchemaOf(duplicateSchema, "output"),
  Customer: jsonSchemaOf(z.object({ ...customerSchema.unwrap().shape, createdAt: instant }), "output"),
  NewCustomer: jsonSchemaOf(customerDraftSchema, "input"),
  EventPage: jsonSchemaOf(eventPageSchema, "output"),
  ErasureCertificate: jsonSchemaOf(certificateSchema, "output"),
};
