import type { Advertisement } from "../../../domain/identity/advertisement.ts";
import type { BeaconId } from "../../../domain/identity/beacon.ts";
import { MemoryBeacons } from "./beacons.ts";

/** A registry in memory that counts its look-ups and can delay their answers. */
export class CountingRegistry extends MemoryBeacons {
  readonly lookUps: (readonly (BeaconId | Advertisement)[])[] = [];
  beforeAnswer: () => Promise<void> = () => Promise.resolve();

  override find(ids: readonly BeaconId[]) {
    return this.#counted(ids, super.find(ids));
  }

  override match(sent: readonly Advertisement[]) {
    return this.#counted(sent, super.match(sent));
  }

  async #counted<T>(asked: readonly (BeaconId | Advertisement)[], answer: Promise<T>): Promise<T> {
    this.lookUps.push(asked);
    const found = await answer;
    await this.beforeAnswer();
    return found;
  }
}
