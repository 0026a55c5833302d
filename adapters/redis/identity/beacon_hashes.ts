import { type Advertisement, advertisementKey, advertisementSchema } from "../../../domain/identity/advertisement.ts";
import { advertisementOf, type Beacon, beaconSchema } from "../../../domain/identity/beacon.ts";
import type { RegisteredBeacon, Released } from "../../../application/identity/ports/beacons.ts";

export type Cached = RegisteredBeacon | "unknown" | "miss";
/** A beacon's id, or what it sends: an id has no colon. */
export type Name = string;

export const KEPT_S = 24 * 3_600;
const UNKNOWN_KEPT_S = 60;

export interface BeaconHash {
  readonly name: Name;
  readonly version: number;
  readonly seconds: number;
  readonly fields: Readonly<Record<string, string>>;
}

export function hashesOf(beacon: RegisteredBeacon): BeaconHash[] {
  const sent = sentBy(beacon);
  const hash = { version: beacon.version, seconds: KEPT_S, fields: toFields(beacon) };
  return [{ name: beacon.beaconId, ...hash }, ...sent === null ? [] : [{ name: sent, ...hash }]];
}

export function markerOf({ advertisement, version }: Released): BeaconHash {
  return unregistered(advertisementKey(advertisement), version);
}

/** A later version refuses what was read before. */
export function unregistered(name: Name, version = 0): BeaconHash {
  return { name, version, seconds: UNKNOWN_KEPT_S, fields: { unknown: "1" } };
}

export function sentBy(beacon: Beacon): Name | null {
  const sent = advertisementOf(beacon);
  return sent && advertisementKey(sent);
}

export function sentOf(key: Name): Advertisement {
  const [uuid, major, minor] = key.split(":");
  return advertisementSchema.parse({ uuid, major: Number(major), minor: Number(minor) });
}

function toFields({ beaconId, storeId, uuid, major, minor, location, status }: Beacon): BeaconHash["fields"] {
  return {
    beacon_id: beaconId,
    store_id: storeId,
    uuid: uuid ?? "",
    major: String(major),
    minor: String(minor),
    location: location.name,
    location_type: location.type,
    status,
  };
}

/** Another shape (another release, or written by hand) is a miss. */
export function fromHash(name: Name, hash: Readonly<Record<string, string>>): Cached {
  if (hash.unknown !== undefined) return "unknown";
  const version = Number(hash.version);
  const beacon = beaconSchema.safeParse({
    beaconId: hash.beacon_id,
    storeId: hash.store_id,
    uuid: hash.uuid === "" ? null : hash.uuid,
    major: Number(hash.major),
    minor: Number(hash.minor),
    location: { name: hash.location, type: hash.location_type },
    status: hash.status,
  });
  if (!beacon.success || !Number.isSafeInteger(version)) return "miss";
  return name === beacon.data.beaconId || name === sentBy(beacon.data) ? { ...beacon.data, version } : "miss";
}
