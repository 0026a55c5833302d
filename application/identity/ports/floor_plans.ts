import type { BeaconId } from "../../../domain/identity/beacon.ts";
import type { FloorPosition, PositionedBeacon } from "../../../domain/identity/floor_position.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

/** A beacon that moves to another store loses its position. All throw `Outage`. */
export interface FloorPlans {
  /** By beacon id; without beacons that have no position. */
  ofStore(store: StoreId): Promise<readonly PositionedBeacon[]>;
  /** `false`: there is no such beacon. */
  put(id: BeaconId, position: FloorPosition): Promise<boolean>;
  /** Whether there was a position. */
  remove(id: BeaconId): Promise<boolean>;
}
