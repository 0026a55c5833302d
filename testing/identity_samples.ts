import { type Beacon, parseBeacon } from "../domain/identity/beacon.ts";
import { type CustomerId, customerIdSchema } from "../domain/identity/customer.ts";
import type { CustomerIdentified } from "../domain/identity/customer_identified.ts";
import type { CustomerIdentity } from "../domain/identity/customer_identity.ts";
import { NOON } from "./samples.ts";

export function customerId(text: string): CustomerId {
  return customerIdSchema.parse(text);
}

/** "Table <nth>" of store100, another one for each number from 1 on. */
export function sampleBeacon(nth: number, changes: Partial<Beacon> = {}): Beacon {
  const beaconId = `550e8400-e29b-41d4-a716-${String(nth).padStart(12, "0")}`;
  const location = { name: `Table ${nth}`, type: "table" };
  const parsed = parseBeacon({ beaconId, storeId: "store100", major: 100, minor: nth, location, status: "active" });
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return { ...parsed.value, ...changes };
}

export function sampleIdentity(
  customer: string,
  { at = NOON, beacon = sampleBeacon(1), confidence = 0.95 }: {
    readonly at?: Date;
    readonly beacon?: Beacon;
    readonly confidence?: number;
  } = {},
): CustomerIdentity {
  const { beaconId, storeId, location } = beacon;
  return { customerId: customerId(customer), beaconId, storeId, location, confidence, detectedAt: at };
}

/** The event that tells of it, under an id of its own. */
export function eventOf(identity: CustomerIdentity): CustomerIdentified {
  return { type: "customer.identified", eventId: crypto.randomUUID(), identity };
}

export function msAfter(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
