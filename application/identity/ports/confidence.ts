import type { BeaconId } from "../../../domain/identity/beacon.ts";
import type { ConfidenceParameters } from "../../../domain/identity/confidence/parameters.ts";
import type { IdentityKey } from "../../../domain/identity/identity_id.ts";
import type { HeldBackFigures } from "../../../domain/identity/learning/held_back.ts";
import type { ToldAnswer } from "../../../domain/identity/learning/recalibrate.ts";
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
  /**
   * The version whose answers it recalibrates by what was told, 0 for the configured parameters; `null`: it was learned
   * from readings.
   */
  readonly recalibrates: number | null;
}

export interface ConfidenceSet extends Omit<NewConfidenceSet, "refusedFor"> {
  readonly storeId: StoreId;
  /** From 1, a store's own. */
  readonly version: number;
  readonly state: "live" | "retired" | "refused" | "rolled_back";
  readonly reason: string | null;
}

export interface LiveParameters extends Pick<NewConfidenceSet, "recalibrates"> {
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

/** Where a customer truly was when identified. */
export interface ToldPlace extends IdentityKey {
  readonly storeId: StoreId;
  /** What was answered. */
  readonly beaconId: BeaconId;
  /** The beacon of the place that was told. */
  readonly place: BeaconId;
  /** Of the answer, before calibration. */
  readonly share: number;
  /** The learned set that answered, 0 for the configured parameters. */
  readonly base: number;
  readonly toldAt: Date;
}

/** Personal: gone when the customer is erased. All throw `Outage`. */
export interface ConfidenceFeedback {
  /**
   * Another place than was told before replaces it; `share` and `base` stay. `null`: the identification is not stored
   * (any more).
   */
  record(told: ToldPlace): Promise<"created" | "changed" | "unchanged" | null>;
  /** Of answers by `base`, the latest `most` told since, the oldest first. */
  answers(store: StoreId, base: number, since: Date, most: number): Promise<readonly ToldAnswer[]>;
  /** Stores that were told of since, sorted. */
  stores(since: Date): Promise<readonly StoreId[]>;
  /** At most `limit` of those told before; returns their number. */
  remove(before: Date, limit: number): Promise<number>;
}
