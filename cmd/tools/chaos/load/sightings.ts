import type { Beacon, BeaconId } from "../../../../domain/identity/beacon.ts";
import { type CustomerIdentity, customerIdentitySchema } from "../../../../domain/identity/customer_identity.ts";

export interface Visitor {
  readonly moments: Set<number>;
  /** Moments answered with an identification, new or stored within a minute. */
  readonly answered: Set<number>;
  untimed: boolean;
}

/** Every call about customers and beacons, and its answer: the reference for the stores. */
export class Sightings {
  readonly visitors = new Map<string, Visitor>();
  readonly shown = new Map<string, string>();
  readonly contradictions: string[] = [];
  readonly counts = { identified: 0, duplicates: 0, lowConfidence: 0 };
  /** Possible states of each beacon: the last acknowledged one and those attempted since. */
  readonly beacons = new Map<BeaconId, Beacon[]>();

  /** Called before sending. @param detectedAt `null`: set by the API */
  attempt(customerId: string, detectedAt: Date | null): void {
    let visitor = this.visitors.get(customerId);
    if (!visitor) this.visitors.set(customerId, visitor = { moments: new Set(), answered: new Set(), untimed: false });
    if (detectedAt === null) visitor.untimed = true;
    else visitor.moments.add(detectedAt.getTime());
  }

  /** @param detectedAt the one that was asked for */
  acknowledge(answer: unknown, detectedAt: Date | null, isNew: boolean): void {
    const identity = customerIdentitySchema.parse(answer);
    this.counts[isNew ? "identified" : "duplicates"]++;
    const key = keyOf(identity);
    const content = contentOfIdentity(identity);
    const before = this.shown.get(key);
    if (before !== undefined && before !== content) {
      this.contradictions.push(`${key}: first ${before}, then ${content}`);
    }
    this.shown.set(key, content);
    if (detectedAt !== null) this.visitors.get(identity.customerId)!.answered.add(detectedAt.getTime());
  }

  attemptBeacon(beacon: Beacon): void {
    this.beacons.set(beacon.beaconId, [...this.beacons.get(beacon.beaconId) ?? [], beacon]);
  }

  acknowledgeBeacon(beacon: Beacon): void {
    this.beacons.set(beacon.beaconId, [beacon]);
  }
}

/** Unique: a customer has one identification at a moment. */
export function keyOf({ customerId, detectedAt }: Pick<CustomerIdentity, "customerId" | "detectedAt">): string {
  return `${customerId} at ${detectedAt.toISOString()}`;
}

export function contentOfIdentity({ beaconId, storeId, location, confidence }: CustomerIdentity): string {
  return [beaconId, storeId, location.name, location.type, confidence].join(" | ");
}
