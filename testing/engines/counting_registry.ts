import type { BeaconChanges, Beacons, RegisteredBeacon } from "../../application/identity/ports/beacons.ts";
import type { Beacon, BeaconId } from "../../domain/identity/beacon.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";

/** A registry in a map that counts its calls and can delay its answers. */
export class CountingRegistry implements Beacons, BeaconChanges {
  readonly rows = new Map<BeaconId, RegisteredBeacon>();
  readonly lookUps: (readonly BeaconId[])[] = [];
  /** Called between reading and answering. */
  beforeAnswer: () => Promise<void> = () => Promise.resolve();

  async find(ids: readonly BeaconId[]) {
    this.lookUps.push(ids);
    const found = ids.flatMap((id) => this.rows.get(id) ?? []);
    await this.beforeAnswer();
    return found;
  }

  put(beacon: Beacon) {
    const held = this.rows.get(beacon.beaconId);
    const { version, ...known } = held ?? { version: 0 };
    if (JSON.stringify(known) === JSON.stringify(beacon)) {
      return Promise.resolve({ outcome: "unchanged" as const, version });
    }
    this.rows.set(beacon.beaconId, { ...beacon, version: version + 1 });
    return Promise.resolve({ outcome: held ? "changed" as const : "created" as const, version: version + 1 });
  }

  ofStore(store: StoreId) {
    const beacons = [...this.rows.values()].filter(({ storeId }) => storeId === store);
    return Promise.resolve(beacons.sort((a, b) => a.major - b.major || a.minor - b.minor));
  }

  since() {
    return Promise.resolve([...this.rows.values()]);
  }
}
