import type { Beacon, BeaconId } from "../../../domain/identity/beacon.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

export interface RegisteredBeacon extends Beacon {
  /** Increases with each change of this beacon. */
  readonly version: number;
}

export interface PutBeacon {
  /** "unchanged" if the same state was stored already. */
  readonly outcome: "created" | "changed" | "unchanged";
  readonly version: number;
}

/** All throw `Outage`, and `DataRefused` for data that can't be stored. */
export interface Beacons {
  /** Returns the registered ones of `ids`, in any order. */
  find(ids: readonly BeaconId[]): Promise<readonly RegisteredBeacon[]>;
  /** Upserts. A `find` that begins afterwards sees it. */
  put(beacon: Beacon): Promise<PutBeacon>;
  /** Ordered by major, minor and id. */
  ofStore(store: StoreId): Promise<readonly RegisteredBeacon[]>;
}

/** Changes of the registry, for caches. Throws `Outage`. */
export interface BeaconChanges {
  /** Beacons added or changed at `time` or later, in any order. */
  since(time: Date): Promise<readonly RegisteredBeacon[]>;
}
