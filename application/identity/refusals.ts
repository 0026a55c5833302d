import type { Beacon, BeaconId } from "../../domain/identity/beacon.ts";
import type { Refusal } from "../../domain/shared/result.ts";

/** None of the heard beacons is registered with the received major and minor. */
export interface UnknownBeacon extends Refusal {
  readonly code: "unknown_beacon";
  readonly beaconIds: readonly string[];
}

export interface InactiveBeacon extends Refusal {
  readonly code: "inactive_beacon";
  readonly beaconId: BeaconId;
  readonly status: Beacon["status"];
}

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
  const message = `Cannot identify the customer: ${none} registered with the received major and minor`;
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
