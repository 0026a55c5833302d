import type { Beacon, BeaconId } from "../../../domain/identity/beacon.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

/** A beacon as it is kept. */
export interface RegisteredBeacon extends Beacon {
  /** Grows with each change of this beacon, so that of two states the later one is known. */
  readonly version: number;
}

export interface PutBeacon {
  /** "unchanged" when it was stored just like this. */
  readonly outcome: "created" | "changed" | "unchanged";
  readonly version: number;
}

/** The registry of beacons. All throw `Outage`, and `DataRefused` for what can't be stored. */
export interface Beacons {
  /** Those of `ids` that are registered, in any order. */
  find(ids: readonly BeaconId[]): Promise<readonly RegisteredBeacon[]>;
  /** Adds or replaces. A `find` that begins afterwards sees it. */
  put(beacon: Beacon): Promise<PutBeacon>;
  /** Every beacon of a store, by major, minor and id. */
  ofStore(store: StoreId): Promise<readonly RegisteredBeacon[]>;
}

/** What has happened to the registry, for whoever keeps a copy of it. Throws `Outage`. */
export interface BeaconChanges {
  /** Beacons that were added or changed at `time` or later, in any order. */
  since(time: Date): Promise<readonly RegisteredBeacon[]>;
}
