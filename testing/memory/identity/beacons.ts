import type { Beacon, BeaconId } from "../../../domain/identity/beacon.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type {
  BeaconChanges,
  Beacons,
  PutBeacon,
  RegisteredBeacon,
} from "../../../application/identity/ports/beacons.ts";

export class MemoryBeacons implements Beacons, BeaconChanges {
  readonly #beacons = new Map<BeaconId, RegisteredBeacon>();

  find(ids: readonly BeaconId[]): Promise<RegisteredBeacon[]> {
    return Promise.resolve(ids.flatMap((id) => this.#beacons.get(id) ?? []));
  }

  put(beacon: Beacon): Promise<PutBeacon> {
    const held = this.#beacons.get(beacon.beaconId);
    const version = held?.version ?? 0;
    if (held && isSame(held, beacon)) return Promise.resolve({ outcome: "unchanged", version });
    this.#beacons.set(beacon.beaconId, { ...beacon, version: version + 1 });
    return Promise.resolve({ outcome: held ? "changed" : "created", version: version + 1 });
  }

  ofStore(store: StoreId): Promise<RegisteredBeacon[]> {
    const beacons = [...this.#beacons.values()].filter(({ storeId }) => storeId === store);
    return Promise.resolve(
      beacons.sort((a, b) => a.major - b.major || a.minor - b.minor || (a.beaconId < b.beaconId ? -1 : 1)),
    );
  }

  /** Returns all of them, which the contract allows: more than what changed. */
  since(): Promise<RegisteredBeacon[]> {
    return Promise.resolve([...this.#beacons.values()]);
  }
}

function isSame(held: RegisteredBeacon, beacon: Beacon): boolean {
  return held.storeId === beacon.storeId && held.major === beacon.major && held.minor === beacon.minor &&
    held.status === beacon.status && held.location.name === beacon.location.name &&
    held.location.type === beacon.location.type;
}
