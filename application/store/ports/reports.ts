import type { ReportCategory, ReportKey } from "../../../domain/store/report_key.ts";
import type { ReportLife } from "../../../domain/store/report_life.ts";
import type { ReportFigures as Figures, StoreReport } from "../../../domain/store/report.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { BusinessDay } from "../../../domain/store/business_day.ts";
import type { DayTally } from "../../../domain/store/compose_report.ts";

/** Names one lease on a key; a later one is larger. */
export type FencingToken = number;

export interface CachedReport {
  readonly report: StoreReport;
  readonly token: FencingToken;
  /** Not above 0: stale, and served while it is renewed. */
  readonly freshForMs: number;
  readonly leftMs: number;
  readonly costMs: number;
}

export interface CacheSnapshot {
  /** `null` also for content that is broken or of another version of the program. */
  readonly entry: CachedReport | null;
  /** Also of what can't be read. */
  readonly seen: FencingToken | null;
}

export type Lease =
  | { readonly outcome: "leased"; readonly token: FencingToken }
  | { readonly outcome: "held"; readonly forMs: number }
  /** There is another report than the caller saw. */
  | { readonly outcome: "changed" };

export interface PutOptions {
  readonly token: FencingToken;
  readonly costMs: number;
  readonly life: ReportLife;
}

/**
 * A report comes in only under a lease, which is written where the report goes: whatever removes the key (reset,
 * expiry, eviction) ends its leases, so nothing computed before can come back. Throws `Outage`, within a second.
 */
export interface ReportCache {
  read(key: ReportKey): Promise<CacheSnapshot>;
  /** One of several callers gets it. Tokens of a key increase. `seen` is what the caller's `read` found. */
  acquireLease(key: ReportKey, seen: FencingToken | null, leaseMs: number): Promise<Lease>;
  /** "fenced": the lease ended or went to another. "outdated": below the version floor or the present entry. */
  put(key: ReportKey, report: StoreReport, options: PutOptions): Promise<"stored" | "fenced" | "outdated">;
  release(key: ReportKey, token: FencingToken): Promise<void>;
  /** Removes reports older than `version` and keeps them out. Gives the keys that had one. */
  raiseVersionFloor(keys: readonly ReportKey[], version: number): Promise<ReportKey[]>;
  reset(storeId: StoreId): Promise<number>;
}

export type ReportChange =
  | { readonly kind: "day"; readonly storeId: StoreId; readonly day: BusinessDay; readonly version: number }
  | {
    readonly kind: "report";
    readonly storeId: StoreId;
    readonly day: BusinessDay;
    readonly category: ReportCategory;
    readonly version: number;
  }
  | { readonly kind: "hours"; readonly storeId: StoreId; readonly version: number };

/** Stored changes that the cache has not been notified of. Throws `Outage`. */
export interface ReportChanges {
  pending(limit: number): Promise<ReportChange[]>;
  /** Newer changes stay pending. */
  acknowledge(changes: readonly ReportChange[]): Promise<void>;
}

export interface Writing {
  readonly text: string | null;
  /** `null`: the computed ones. */
  readonly figures: Figures | null;
  readonly at: Date;
  readonly version: number;
}

export interface ReportParts {
  /** "kept": a report computed from the same sales before. */
  readonly found:
    | { readonly kind: "tally"; readonly tally: DayTally }
    | { readonly kind: "kept"; readonly report: StoreReport };
  readonly written: Writing | null;
}

/** Each answer is of one moment (one statement). Throws `Outage`. */
export interface ReportFigures {
  /** `null`: unknown store. */
  partsOf(key: ReportKey, asOf: Date): Promise<ReportParts | null>;
  tallyOf(storeId: StoreId, day: BusinessDay, asOf: Date): Promise<DayTally | null>;
}

/** Throws `Outage` and `DataRefused`. */
export interface StoreReports {
  /** Reports of one day and store, all or none; a newer one stays. */
  keep(reports: readonly StoreReport[]): Promise<void>;
  /** Stores, by id, that lack a report of some category made after the day was over and after its last change. */
  due(day: BusinessDay, among: StoresAsked): Promise<StoreId[]>;
  count(day: BusinessDay, only: readonly StoreId[] | null): Promise<{ readonly stores: number; readonly due: number }>;
  /** Both `null` takes back what was written. Gives the new version; `null`: unknown store. */
  write(key: ReportKey, writing: Omit<Writing, "version">): Promise<number | null>;
}

export interface StoresAsked {
  readonly after: StoreId | null;
  readonly limit: number;
  readonly only: readonly StoreId[] | null;
}
