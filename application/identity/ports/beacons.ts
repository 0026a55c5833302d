import type { Beacon, BeaconId } from "../../../domain/identity/beacon.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

export interface RegisteredBeacon extends Beacon {
  readonly version: number;
}

export interface PutBeacon {
  readonly outcome: "created" | "changed" | "unchanged";
  readonly version: number;
}

/** All throw `Outage` and `DataRefused`. */
export interface Beacons {
  /** In any order. */
  find(ids: readonly BeaconId[]): Promise<readonly RegisteredBeacon[]>;
  /** A `find` that begins afterwards sees it. */
  put(beacon: Beacon): Promise<PutBeacon>;
  /** By major, minor and id. */
  ofStore(store: StoreId): Promise<readonly RegisteredBeacon[]>;
}

/** Throws `Outage`. */
export interface BeaconChanges {
  /** Including those at `time`, in any order. */
  since(time: Date): Promise<readonly RegisteredBeacon[]>;
}
