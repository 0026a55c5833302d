import { type Advertisement, advertisementKey } from "../../../domain/identity/advertisement.ts";
import { advertisementOf, type Beacon, type BeaconId } from "../../../domain/identity/beacon.ts";
import { type BeaconConflict, placeBeacon } from "../../../domain/identity/place_beacon.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type {
  BeaconChanges,
  Beacons,
  PutBeacon,
  PutOptions,
  RegisteredBeacon,
  Released,
} from "../../../application/identity/ports/beacons.ts";

export class MemoryBeacons implements Beacons, BeaconChanges {
  readonly #beacons = new Map<BeaconId, RegisteredBeacon>();
  readonly #released: Released[] = [];
  #version = 0;

  find(ids: readonly BeaconId[]): Promise<RegisteredBeacon[]> {
    return Promise.resolve(ids.flatMap((id) => this.#beacons.get(id) ?? []));
  }

  match(sent: readonly Advertisement[]): Promise<RegisteredBeacon[]> {
    return Promise.resolve(sent.flatMap((each) => this.#holderOf(each) ?? []));
  }

  put(beacon: Beacon, options: PutOptions = {}): Promise<Result<PutBeacon, BeaconConflict>> {
    const own = this.#beacons.get(beacon.beaconId) ?? null;
    const sent = advertisementOf(beacon);
    const sender = sent ? this.#holderOf(sent) : undefined;
    const holder = sender && sender.beaconId !== beacon.beaconId ? sender : null;
    const placed = placeBeacon(beacon, { own, holder }, options);
    if (!placed.ok) return Promise.resolve(placed);
    const { outcome, displaced, released } = placed.value;
    if (outcome === "unchanged") {
      return Promise.resolve(accepted({ ...placed.value, displaced: null, version: own!.version }));
    }
    const version = ++this.#version;
    const loser = displaced && { ...displaced, version };
    if (loser) this.#beacons.set(loser.beaconId, loser);
    if (released) this.#released.push({ advertisement: released, version });
    this.#beacons.set(beacon.beaconId, { ...beacon, version });
    return Promise.resolve(accepted({ outcome, released, displaced: loser, version }));
  }

  ofStore(store: StoreId): Promise<RegisteredBeacon[]> {
    const beacons = [...this.#beacons.values()].filter(({ storeId }) => storeId === store);
    return Promise.resolve(
      beacons.sort((a, b) => a.major - b.major || a.minor - b.minor || (a.beaconId < b.beaconId ? -1 : 1)),
    );
  }

  /** Returns all of them, which the contract allows: more than what changed. */
  since(): Promise<{ beacons: RegisteredBeacon[]; released: Released[] }> {
    return Promise.resolve({ beacons: [...this.#beacons.values()], released: [...this.#released] });
  }

  #holderOf(sent: Advertisement): RegisteredBeacon | undefined {
    return [...this.#beacons.values()].find((beacon) => {
      const own = advertisementOf(beacon);
      return own !== null && advertisementKey(own) === advertisementKey(sent);
    });
  }
}
