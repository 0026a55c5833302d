import type {
  ConfidenceReadings,
  ConfidenceSet,
  ConfidenceSets,
  KeptReadings,
  LiveParameters,
  NewConfidenceSet,
} from "../../../application/identity/ports/confidence.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

export class MemoryConfidenceSets implements ConfidenceSets {
  readonly #sets = new Map<StoreId, ConfidenceSet[]>();

  add(storeId: StoreId, { refusedFor, ...set }: NewConfidenceSet): Promise<ConfidenceSet> {
    const sets = this.#sets.get(storeId) ?? [];
    const state = refusedFor === null ? "live" : "refused";
    const before = state === "live"
      ? sets.map((one) => one.state === "live" ? { ...one, state: "retired" as const } : one)
      : sets;
    const added: ConfidenceSet = { ...set, storeId, version: sets.length + 1, state, reason: refusedFor };
    this.#sets.set(storeId, [...before, added]);
    return Promise.resolve(added);
  }

  list(store: StoreId, limit: number): Promise<ConfidenceSet[]> {
    return Promise.resolve((this.#sets.get(store) ?? []).toReversed().slice(0, limit));
  }

  live(): Promise<ReadonlyMap<StoreId, LiveParameters>> {
    const live = [...this.#sets].flatMap(([store, sets]) =>
      sets.filter(({ state }) => state === "live").map((set) => [store, set] as const)
    );
    const fieldsOf = ({ version, parameters, recalibrates }: ConfidenceSet) => ({ version, parameters, recalibrates });
    return Promise.resolve(new Map(live.map(([store, set]) => [store, fieldsOf(set)])));
  }

  rollBack(store: StoreId): Promise<{ readonly from: number; readonly to: number | null } | null> {
    const sets = this.#sets.get(store) ?? [];
    const from = sets.find(({ state }) => state === "live");
    if (!from) return Promise.resolve(null);
    const to = sets.findLast(({ state }) => state === "retired");
    this.#sets.set(
      store,
      sets.map((set) => set === from ? { ...set, state: "rolled_back" } : set === to ? { ...set, state: "live" } : set),
    );
    return Promise.resolve({ from: from.version, to: to?.version ?? null });
  }
}

export class MemoryConfidenceReadings implements ConfidenceReadings {
  #kept: readonly KeptReadings[] = [];

  keep(readings: readonly KeptReadings[]): Promise<void> {
    this.#kept = [...this.#kept, ...readings].sort((a, b) => a.heardAt.getTime() - b.heardAt.getTime());
    return Promise.resolve();
  }

  of(store: StoreId, since: Date, most: number): Promise<KeptReadings[]> {
    const all = this.#kept.filter(({ storeId, heardAt }) => storeId === store && heardAt >= since);
    const every = Math.max(1, Math.ceil(all.length / most));
    return Promise.resolve(all.filter((_, nth) => (nth + 1) % every === 0));
  }

  stores(since: Date): Promise<StoreId[]> {
    const recent = this.#kept.filter(({ heardAt }) => heardAt >= since);
    return Promise.resolve([...new Set(recent.map(({ storeId }) => storeId))].sort());
  }

  remove(before: Date, limit: number): Promise<number> {
    const gone = new Set(this.#kept.filter(({ heardAt }) => heardAt < before).slice(0, limit));
    this.#kept = this.#kept.filter((one) => !gone.has(one));
    return Promise.resolve(gone.size);
  }
}
