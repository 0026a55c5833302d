import type { Advertisement } from "../../../domain/identity/advertisement.ts";
import type { Beacon, BeaconId } from "../../../domain/identity/beacon.ts";
import type { BeaconConflict, Placed } from "../../../domain/identity/place_beacon.ts";
import type { Result } from "../../../domain/shared/result.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

/** Of two states of a beacon, or of two beacons that sent the same one after the other, the later has the larger one. */
export interface RegisteredBeacon extends Beacon {
  readonly version: number;
}

export interface PutBeacon extends Placed {
  readonly version: number;
  readonly displaced: RegisteredBeacon | null;
}

export interface PutOptions {
  /** Also where the beacon, or another one, would lose what it sends. */
  readonly replace?: boolean | undefined;
}

/** All throw `Outage` and `DataRefused`. */
export interface Beacons {
  /** In any order. */
  find(ids: readonly BeaconId[]): Promise<readonly RegisteredBeacon[]>;
  /** Those that send one of these, in any order. */
  match(sent: readonly Advertisement[]): Promise<readonly RegisteredBeacon[]>;
  /** As `placeBeacon` decides. A `find` or `match` that begins afterwards sees it. */
  put(beacon: Beacon, options?: PutOptions): Promise<Result<PutBeacon, BeaconConflict>>;
  /** By major, minor and id. */
  ofStore(store: StoreId): Promise<readonly RegisteredBeacon[]>;
}

/** What no beacon sends any more since a version. */
export interface Released {
  readonly advertisement: Advertisement;
  readonly version: number;
}

/** Throws `Outage`. */
export interface BeaconChanges {
  /** Including those at `time`, in any order. */
  since(time: Date): Promise<{ readonly beacons: readonly RegisteredBeacon[]; readonly released: readonly Released[] }>;
}
