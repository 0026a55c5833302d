import type { Advertisement } from "../../domain/identity/advertisement.ts";
import type { Beacon, BeaconId } from "../../domain/identity/beacon.ts";
import type { Refusal } from "../../domain/shared/result.ts";

/** None of the heard beacons is registered. */
export interface UnknownBeacon extends Refusal {
  readonly code: "unknown_beacon";
  /** Their UUIDs. */
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

export function beaconNotRegistered(id: string, act: "read" | "place" = "read"): BeaconNotRegistered {
  return { code: "beacon_not_registered", message: `Cannot ${act} the beacon: there is no beacon ${id}`, id };
}

export function unknownBeacon(heard: readonly Advertisement[]): UnknownBeacon {
  const [first] = heard;
  const none = heard.length === 1
    ? `no beacon with uuid ${first!.uuid}, major ${first!.major} and minor ${first!.minor} is registered`
    : `none of ${heard.length} beacons is registered, by uuid, major and minor`;
  const beaconIds = [...new Set(heard.map(({ uuid }) => uuid))];
  return { code: "unknown_beacon", message: `Cannot identify the customer: ${none}`, beaconIds };
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
