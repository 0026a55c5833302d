import { z } from "zod";
import type { EventKey } from "../../application/identity/ports/events.ts";
import type { CustomerIdentified } from "../../domain/identity/customer_identified.ts";
import { storedCustomerIdSchema } from "../../domain/identity/customer.ts";
import { customerIdentitySchema } from "../../domain/identity/customer_identity.ts";
import { dayOf, EVENTS_KEPT_YEARS, yearsBefore } from "../../domain/identity/retention.ts";
import { DAY_SHARDS } from "./events_table.ts";
import { customerOf, partitionKey, partOf } from "./partition_key.ts";
import { DAY_MS } from "../../domain/shared/durations.ts";

/** Other readers of the table rely on its first five attributes. */
export interface EventItem {
  readonly CustomerID: string;
  readonly DetectedAt: string;
  readonly Location: string;
  readonly Confidence: number;
  readonly BeaconID: string;
  readonly LocationType: string;
  readonly StoreID: string;
  readonly EventID: string;
  readonly DayShard: string;
  readonly Moment: string;
  /** Seconds since 1970; DynamoDB removes the item some time later. */
  readonly ExpiresAt: number;
}

export type EventItemKey = Pick<EventItem, "CustomerID" | "DetectedAt">;

/** Left to archive an event before DynamoDB removes it; counted from the recording if that is later. */
const GRACE_MS = 60 * DAY_MS;

export function toItem({ eventId, identity }: CustomerIdentified, sharded: boolean, recordedAt: Date): EventItem {
  const { customerId, detectedAt, location, confidence, beaconId, storeId } = identity;
  const at = detectedAt.toISOString();
  const kept = yearsBefore(detectedAt, -EVENTS_KEPT_YEARS).getTime();
  return {
    CustomerID: partitionKey(customerId, sharded ? partOf(customerId, at) : null),
    DetectedAt: at,
    Location: location.name,
    Confidence: confidence,
    BeaconID: beaconId,
    LocationType: location.type,
    StoreID: storeId,
    EventID: eventId,
    Moment: momentOf(identity),
    DayShard: dayShard(dayOf(detectedAt), partOf(customerId, at, DAY_SHARDS)),
    ExpiresAt: Math.floor((Math.max(kept, recordedAt.getTime()) + GRACE_MS) / 1_000),
  };
}

/** By time, then customer. ASCII: DynamoDB's and JavaScript's orders agree. */
function momentOf({ customerId, detectedAt }: EventKey): string {
  return `${detectedAt.toISOString()} ${encodeURIComponent(customerId)}`;
}

export function dayShard(day: string, shard: number): string {
  return `${day}-${shard}`;
}

/** Another writer's item may have the first five attributes alone. */
export function isOwn(item: Readonly<Record<string, unknown>>): boolean {
  return item.EventID !== undefined;
}

export function fromItem(item: Record<string, unknown>): CustomerIdentified {
  const { EventID, CustomerID, StoreID, BeaconID, Location, LocationType, Confidence, DetectedAt } = item;
  const customerId = storedCustomerIdSchema.parse(customerOf(z.string().parse(CustomerID)));
  const identity = customerIdentitySchema.parse({
    customerId,
    storeId: StoreID,
    beaconId: BeaconID,
    location: { name: Location, type: LocationType },
    confidence: Confidence,
    detectedAt: DetectedAt,
  });
  // As it is stored: it is part of the item's key.
  return { type: "customer.identified", eventId: z.string().parse(EventID), identity: { ...identity, customerId } };
}
