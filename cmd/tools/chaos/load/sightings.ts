import type { Beacon, BeaconId } from "../../../../domain/identity/beacon.ts";
import { type CustomerIdentity, customerIdentitySchema } from "../../../../domain/identity/customer_identity.ts";

/** What was sent about one customer. */
export interface Visitor {
  /** Every moment that a detection named. */
  readonly moments: Set<number>;
  /** Those of them that were answered with an identification, a new one or one that stands within a minute. */
  readonly answered: Set<number>;
  /** Whether detections left the moment to the API. */
  untimed: boolean;
}

/** Everything that was sent to the API about customers and beacons, and what it said: what the stores are compared with. */
export class Sightings {
  readonly visitors = new Map<string, Visitor>();
  /** What answers have shown, by customer and moment, as one text. */
  readonly shown = new Map<string, string>();
  /** Answers that contradict each other. */
  readonly contradictions: string[] = [];
  readonly counts = { identified: 0, duplicates: 0, lowConfidence: 0 };
  /** Of each beacon, what it may be: what was acknowledged last, and what was tried after that. */
  readonly beacons = new Map<BeaconId, Beacon[]>();

  /** Before it is sent. @param detectedAt `null`: when it arrives */
  attempt(customerId: string, detectedAt: Date | null): void {
    let visitor = this.visitors.get(customerId);
    if (!visitor) this.visitors.set(customerId, visitor = { moments: new Set(), answered: new Set(), untimed: false });
    if (detectedAt === null) visitor.untimed = true;
    else visitor.moments.add(detectedAt.getTime());
  }

  /** An identification that the API has shown. @param detectedAt the one that was asked for */
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

/** There is one identification of a customer at a moment. */
export function keyOf({ customerId, detectedAt }: Pick<CustomerIdentity, "customerId" | "detectedAt">): string {
  return `${customerId} at ${detectedAt.toISOString()}`;
}

export function contentOfIdentity({ beaconId, storeId, location, confidence }: CustomerIdentity): string {
  return [beaconId, storeId, location.name, location.type, confidence].join(" | ");
}
