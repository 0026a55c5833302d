import type { ConfidenceFeedback, ToldPlace } from "../../../application/identity/ports/confidence.ts";
import type { IdentityHistory } from "../../../application/identity/ports/identifications.ts";
import { identityIdOf, type IdentityKey } from "../../../domain/identity/identity_id.ts";
import type { ToldAnswer } from "../../../domain/identity/learning/recalibrate.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

export class MemoryConfidenceFeedback implements ConfidenceFeedback {
  readonly #told = new Map<string, ToldPlace>();

  constructor(private readonly history: IdentityHistory) {}

  async record(told: ToldPlace): Promise<"created" | "changed" | "unchanged" | null> {
    if (!await this.#isStored(told)) return null;
    const id = identityIdOf(told);
    const held = this.#told.get(id);
    if (held?.place === told.place) return "unchanged";
    this.#told.set(id, held ? { ...held, place: told.place, toldAt: told.toldAt } : told);
    return held ? "changed" : "created";
  }

  async answers(store: StoreId, base: number, since: Date, most: number): Promise<ToldAnswer[]> {
    const kept = (await this.#kept(since)).filter((one) => one.storeId === store && one.base === base);
    return kept.slice(-most).map(({ share, place, beaconId }) => ({ share, right: place === beaconId }));
  }

  async stores(since: Date): Promise<StoreId[]> {
    return [...new Set((await this.#kept(since)).map(({ storeId }) => storeId))].sort();
  }

  remove(before: Date, limit: number): Promise<number> {
    const old = [...this.#told].filter(([, { toldAt }]) => toldAt < before).slice(0, limit);
    for (const [id] of old) this.#told.delete(id);
    return Promise.resolve(old.length);
  }

  /** By the time of telling; what was told of erased customers is gone with them. */
  async #kept(since: Date): Promise<ToldPlace[]> {
    const kept: ToldPlace[] = [];
    for (const one of this.#told.values()) if (one.toldAt >= since && await this.#isStored(one)) kept.push(one);
    return kept.sort((a, b) => a.toldAt.getTime() - b.toldAt.getTime());
  }

  async #isStored({ customerId, detectedAt }: IdentityKey): Promise<boolean> {
    const span = { from: detectedAt, to: new Date(detectedAt.getTime() + 1) };
    return (await this.history.of(customerId, span, 1)).length > 0;
  }
}
