import type { FloorPlans } from "../../../application/identity/ports/floor_plans.ts";
import type { Beacons } from "../../../application/identity/ports/beacons.ts";
import type { BeaconId } from "../../../domain/identity/beacon.ts";
import type { FloorPosition, PositionedBeacon } from "../../../domain/identity/floor_position.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

export class MemoryFloorPlans implements FloorPlans {
  readonly #positions = new Map<BeaconId, FloorPosition & { readonly storeId: string }>();

  constructor(private readonly beacons: Pick<Beacons, "find" | "ofStore">) {}

  async ofStore(store: StoreId): Promise<PositionedBeacon[]> {
    const here = (await this.beacons.ofStore(store)).map(({ beaconId }) => beaconId).sort();
    return here.flatMap((beaconId) => {
      const held = this.#positions.get(beaconId);
      return held?.storeId === store ? [{ beaconId, x: held.x, y: held.y, floor: held.floor }] : [];
    });
  }

  async put(id: BeaconId, position: FloorPosition): Promise<boolean> {
    const [beacon] = await this.beacons.find([id]);
    if (beacon) this.#positions.set(id, { ...position, storeId: beacon.storeId });
    return beacon !== undefined;
  }

  remove(id: BeaconId): Promise<boolean> {
    return Promise.resolve(this.#positions.delete(id));
  }
}
