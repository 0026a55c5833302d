import type { Beacon, BeaconId } from "../../domain/identity/beacon.ts";
import type { Refusal } from "../../domain/shared/result.ts";

/** None of the beacons that were heard is registered with the major and minor it was heard with. */
export interface UnknownBeacon extends Refusal {
  readonly code: "unknown_beacon";
  readonly beaconIds: readonly string[];
}

/** The beacon that counts is switched off in the registry, or is being worked on. */
export interface InactiveBeacon extends Refusal {
  readonly code: "inactive_beacon";
  readonly beaconId: BeaconId;
  readonly status: Beacon["status"];
}

/** There is no such beacon to be read. */
export interface BeaconNotRegistered extends Refusal {
  readonly code: "beacon_not_registered";
  readonly id: string;
}

export function beaconNotRegistered(id: string): BeaconNotRegistered {
  return { code: "beacon_not_registered", message: `Cannot read the beacon: there is no beacon ${id}`, id };
}

export function unknownBeacon(beaconIds: readonly string[]): UnknownBeacon {
  const [first, ...others] = beaconIds;
  const none = others.length === 0 ? `beacon ${first} is not` : `none of ${beaconIds.length} beacons is`;
  const message = `Cannot identify the customer: ${none} registered with the major and minor it was heard with`;
  return { code: "unknown_beacon", message, beaconIds };
}

export function inactiveBeacon({ beaconId, status }: Pick<Beacon, "beaconId" | "status">): InactiveBeacon {
  const state = status === "maintenance" ? "in maintenance" : status;
  return {
    code: "inactive_beacon",
    message: `Cannot identify the customer: beacon ${beaconId} is ${state}`,
    beaconId,
    status,
  };
}
