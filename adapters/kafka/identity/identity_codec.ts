import type { OutboxRecord } from "../../../application/shared/outbox.ts";
import type { LogRecord } from "../../../application/shared/log.ts";
import { parseAs, parseShape } from "../../../domain/shared/parse.ts";
import type { Decoded } from "../../../application/shared/persist_stream.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import { customerIdentitySchema } from "../../../domain/identity/customer_identity.ts";
import { storableText } from "../../../domain/shared/storable.ts";
import { type CodecOptions, readJsonRecord, refusal, toRecord } from "../core/cloud_event.ts";

export const IDENTITY_MESSAGES = {
  "customer.identified": { ceType: "tillstream.customer.identified.v1", data: customerIdentitySchema },
} as const;

const { ceType } = IDENTITY_MESSAGES["customer.identified"];
/** Required: it tells a repetition from a second event. */
const eventId = storableText.min(1).max(200);

interface IdentityCodecOptions extends CodecOptions {
  readonly topic: string;
}

/** Keyed by customer, so that a customer's events keep their order. */
export function encodeIdentified(event: CustomerIdentified, options: IdentityCodecOptions): OutboxRecord {
  const { eventId, identity } = event;
  const cloudEvent = {
    id: eventId,
    type: ceType,
    time: identity.detectedAt,
    key: identity.customerId,
    data: identity,
  };
  return { topic: options.topic, ...toRecord(cloudEvent, options) };
}

/** A record without a value was blanked by an erasure. */
export function decodeIdentified(record: LogRecord): Decoded<CustomerIdentified> {
  if (record.value === null) return { blank: true };
  const read = readJsonRecord(record, ceType);
  if (!("event" in read)) return read;
  const id = eventId.safeParse(record.headers["ce_id"]);
  if (!id.success) return refusal("missing_id", "Cannot read the record: its ce_id, the id of the event, is missing");
  const parse = read.isStorable ? parseShape : parseAs;
  const identity = parse(customerIdentitySchema, read.event, "identification");
  if (!identity.ok) return identity;
  return { event: { type: "customer.identified", eventId: id.data, identity: identity.value } };
}
