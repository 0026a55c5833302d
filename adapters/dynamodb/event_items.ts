import { z } from "zod";
import type { EventKey } from "../../application/identity/ports/customer_events.ts";
import type { CustomerIdentified } from "../../domain/identity/customer_identified.ts";
import { customerIdentitySchema } from "../../domain/identity/customer_identity.ts";
import { dayOf, EVENTS_KEPT_YEARS, yearsBefore } from "../../domain/identity/retention.ts";
import { DAY_SHARDS } from "./events_table.ts";
import { customerOf, partitionKey, partOf } from "./partition_key.ts";
import { DAY_MS } from "../../domain/shared/durations.ts";

/** An event as it stands in the table, its first five attributes as other readers of the table know them. */
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
  /** Seconds since 1970; DynamoDB removes the item some time after. */
  readonly ExpiresAt: number;
}

export type EventItemKey = Pick<EventItem, "CustomerID" | "DetectedAt">;

/**
 * What retention has, beyond the year, to carry an event into the archive before DynamoDB removes it. Counted from when
 * the event was recorded if that is later: a detection may tell of a moment years ago.
 */
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

/** Sorts by time, then by customer: alike for DynamoDB, which compares bytes, and here, since it is ASCII. */
function momentOf({ customerId, detectedAt }: EventKey): string {
  return `${detectedAt.toISOString()} ${encodeURIComponent(customerId)}`;
}

export function dayShard(day: string, shard: number): string {
  return `${day}-${shard}`;
}

export function fromItem(item: Record<string, unknown>): CustomerIdentified {
  const { EventID, CustomerID, StoreID, BeaconID, Location, LocationType, Confidence, DetectedAt } = item;
  return {
    type: "customer.identified",
    eventId: z.string().parse(EventID),
    identity: customerIdentitySchema.parse({
      customerId: customerOf(z.string().parse(CustomerID)),
      storeId: StoreID,
      beaconId: BeaconID,
      location: { name: Location, type: LocationType },
      confidence: Confidence,
      detectedAt: DetectedAt,
    }),
  };
}
