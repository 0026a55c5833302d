import type { Refusal, Result } from "../shared/result.ts";
import { accepted, refused } from "../shared/result.ts";
import { type Advertisement, advertisementKey } from "./advertisement.ts";
import { advertisementOf, type Beacon, type BeaconId } from "./beacon.ts";

/** What a beacon meets in the registry. */
export interface Registered<B extends Beacon = Beacon> {
  /** Under its id. */
  readonly own: B | null;
  /** Another beacon that sends the same. */
  readonly holder: B | null;
}

export interface Placed {
  readonly outcome: "created" | "changed" | "unchanged";
  /** The beacon that what is sent was taken from, as it is from now on. */
  readonly displaced: Beacon | null;
  /** What the beacon sent before, and nobody sends now. */
  readonly released: Advertisement | null;
}

export interface BeaconConflict extends Refusal {
  readonly code: "beacon_conflict";
  readonly beaconId: BeaconId;
}

/** A beacon loses what it sends, or has it replaced, only on request: its readings would be another place's. */
export function placeBeacon(
  beacon: Beacon,
  { own, holder }: Registered,
  { replace = false }: { readonly replace?: boolean | undefined } = {},
): Result<Placed, BeaconConflict> {
  const before = own && advertisementOf(own);
  const after = advertisementOf(beacon);
  const isMoved = before !== null && (after === null || advertisementKey(before) !== advertisementKey(after));
  if (!replace && isMoved) return refused(otherAdvertisement(own!));
  if (!replace && holder) return refused(takenBy(holder));
  if (own && isSame(own, beacon)) return accepted({ outcome: "unchanged", displaced: null, released: null });
  return accepted({
    outcome: own ? "changed" : "created",
    displaced: holder && { ...holder, uuid: null, status: "inactive" },
    released: isMoved ? before : null,
  });
}

const ON_REQUEST = "add ?replace=true to replace it";

function otherAdvertisement(own: Beacon): BeaconConflict {
  const message = `Cannot register the beacon: ${own.beaconId} is the one that sends ${sentBy(own)}; ` +
    `give another beacon an id of its own, such as a name, or ${ON_REQUEST}`;
  return { code: "beacon_conflict", message, beaconId: own.beaconId };
}

function takenBy(holder: Beacon): BeaconConflict {
  const message = `Cannot register the beacon: ${holder.beaconId} sends ${sentBy(holder)} already; ` +
    `no two beacons are told apart by the same three, ${ON_REQUEST}`;
  return { code: "beacon_conflict", message, beaconId: holder.beaconId };
}

function sentBy({ uuid, major, minor }: Beacon): string {
  return `uuid ${uuid}, major ${major}, minor ${minor}`;
}

function isSame(a: Beacon, b: Beacon): boolean {
  return a.storeId === b.storeId && a.uuid === b.uuid && a.major === b.major && a.minor === b.minor &&
    a.status === b.status && a.location.name === b.location.name && a.location.type === b.location.type;
}
