import type { ConfidenceParameters } from "../../../domain/identity/confidence/parameters.ts";
import type { HeldBackFigures } from "../../../domain/identity/learning/held_back.ts";
import type { SequenceMoment } from "../../../domain/identity/learning/sequences.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

export interface NewConfidenceSet {
  readonly parameters: ConfidenceParameters;
  readonly learnedAt: Date;
  /** Moments it was learned from. */
  readonly moments: number;
  readonly before: HeldBackFigures;
  readonly after: HeldBackFigures;
  /** Why it must not go live; `null`: it goes live at once. */
  readonly refusedFor: string | null;
}

export interface ConfidenceSet extends Omit<NewConfidenceSet, "refusedFor"> {
  readonly storeId: StoreId;
  /** From 1, a store's own. */
  readonly version: number;
  readonly state: "live" | "retired" | "refused" | "rolled_back";
  readonly reason: string | null;
}

export interface LiveParameters {
  readonly version: number;
  readonly parameters: ConfidenceParameters;
}

/** At most one set of a store is live. All throw `Outage`. */
export interface ConfidenceSets {
  /** Of two at once each gets a version of its own; the later live one retires the earlier. */
  add(store: StoreId, set: NewConfidenceSet): Promise<ConfidenceSet>;
  /** Newest first. */
  list(store: StoreId, limit: number): Promise<readonly ConfidenceSet[]>;
  live(): Promise<ReadonlyMap<StoreId, LiveParameters>>;
  /** The newest retired set is live again; none: the default holds. `null` where none is live. */
  rollBack(store: StoreId): Promise<{ readonly from: number; readonly to: number | null } | null>;
}

/** What one phone received in a store within a minute; nothing says whose it was. */
export interface KeptReadings {
  readonly storeId: StoreId;
  /** The hour. */
  readonly heardAt: Date;
  readonly moments: readonly SequenceMoment[];
}

/** All throw `Outage`. */
export interface ConfidenceReadings {
  keep(readings: readonly KeptReadings[]): Promise<void>;
  /** Oldest first, evenly at most `most` of those since. */
  of(store: StoreId, since: Date, most: number): Promise<readonly KeptReadings[]>;
  /** Stores with readings since, sorted. */
  stores(since: Date): Promise<readonly StoreId[]>;
  /** At most `limit` of those before; returns their number. */
  remove(before: Date, limit: number): Promise<number>;
}
