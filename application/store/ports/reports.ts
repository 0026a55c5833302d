import type { ReportCategory, ReportKey } from "../../../domain/store/report_key.ts";
import type { ReportLife } from "../../../domain/store/report_life.ts";
import type { ReportFigures as Figures, StoreReport } from "../../../domain/store/report.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { BusinessDay } from "../../../domain/store/business_day.ts";
import type { DayTally } from "../../../domain/store/compose_report.ts";

/** Names one lease on a key: no two are alike, and a later one is larger. */
export type FencingToken = number;

export interface CachedReport {
  readonly report: StoreReport;
  /** Of the lease that it was put under. */
  readonly token: FencingToken;
  /** How long it is still fresh; not above 0: it is stale, and served while it is renewed. */
  readonly freshForMs: number;
  readonly leftMs: number;
  readonly costMs: number;
}

/** What is under a key at one moment. */
export interface CacheSnapshot {
  /** `null` if there is none, or none that can be read: content of another version of the program, or broken. */
  readonly entry: CachedReport | null;
  /** Of what is there, readable or not; `null` if nothing is. */
  readonly seen: FencingToken | null;
}

/** The answer to a request for a lease. */
export type Lease =
  /** The caller alone computes the report now, and puts it under the fencing token. */
  | { readonly outcome: "leased"; readonly token: FencingToken }
  /** Another does. */
  | { readonly outcome: "held"; readonly forMs: number }
  /** There is another report than the caller saw. */
  | { readonly outcome: "changed" };

export interface PutOptions {
  readonly token: FencingToken;
  readonly costMs: number;
  readonly life: ReportLife;
}

/**
 * Reports by their keys, shared by every process.
 *
 * A report comes in only under a lease that is still written where the report goes. So whatever removes a key (a reset, its
 * end of life, an eviction, an emptied cache) also ends the leases on it, and what was computed before can't come back.
 *
 * All methods throw `Outage`, within a second: the callers go on without the cache.
 */
export interface ReportCache {
  read(key: ReportKey): Promise<CacheSnapshot>;
  /**
   * Asks for the lease on computing the report, for `leaseMs`; it ends earlier with `put` or `release`. Of several callers
   * who saw the same, one gets it. A token is larger than every one that was given for the key before.
   *
   * @param seen what the caller's `read` found there
   */
  acquireLease(key: ReportKey, seen: FencingToken | null, leaseMs: number): Promise<Lease>;
  /**
   * "fenced": the lease was ended, or ran out and went to another. "outdated": the version floor is above the report's
   * version, or a newer one is there. Either way nothing was changed.
   */
  put(key: ReportKey, report: StoreReport, options: PutOptions): Promise<"stored" | "fenced" | "outdated">;
  release(key: ReportKey, token: FencingToken): Promise<void>;
  /**
   * Removes reports older than `version` and keeps them out: from now on no read finds one, and no put brings one.
   * Gives the keys that had one.
   */
  raiseVersionFloor(keys: readonly ReportKey[], version: number): Promise<ReportKey[]>;
  /** Removes all of a store's keys; gives how many. */
  reset(storeId: StoreId): Promise<number>;
}

/** What was changed, by which version of the store. */
export type ReportChange =
  | { readonly kind: "day"; readonly storeId: StoreId; readonly day: BusinessDay; readonly version: number }
  | {
    readonly kind: "report";
    readonly storeId: StoreId;
    readonly day: BusinessDay;
    readonly category: ReportCategory;
    readonly version: number;
  }
  /** The store's business days begin at another time. */
  | { readonly kind: "hours"; readonly storeId: StoreId; readonly version: number };

/** Stored changes that the cache has still to be notified of. Throws `Outage`. */
export interface ReportChanges {
  /** At most `limit`, in no order. */
  pending(limit: number): Promise<ReportChange[]>;
  /** Notes that the cache knows of them; newer ones of the same stay pending. */
  acknowledge(changes: readonly ReportChange[]): Promise<void>;
}

/** What was written in place of what is computed. */
export interface Writing {
  readonly text: string | null;
  /** `null`: the computed ones. */
  readonly figures: Figures | null;
  readonly at: Date;
  readonly version: number;
}

/** All that a report is made of. */
export interface ReportParts {
  /** What the sales add up to, or a report that was computed from the same sales before. */
  readonly found:
    | { readonly kind: "tally"; readonly tally: DayTally }
    | { readonly kind: "kept"; readonly report: StoreReport };
  readonly written: Writing | null;
}

/** What reports are computed from. Each answer is of one moment, asked for in one statement. Throws `Outage`. */
export interface ReportFigures {
  /** `null` where there is no such store. */
  partsOf(key: ReportKey, asOf: Date): Promise<ReportParts | null>;
  /** What all categories of the day are computed from. */
  tallyOf(storeId: StoreId, day: BusinessDay, asOf: Date): Promise<DayTally | null>;
}

/** Computed reports of whole days, kept beside the sales, and what people wrote. Throws `Outage` and `DataRefused`. */
export interface StoreReports {
  /** Keeps the reports of one day of one store, all or none; one that is kept and newer stays. */
  keep(reports: readonly StoreReport[]): Promise<void>;
  /**
   * At most `limit` stores with an id after `after`, by id, that lack an up-to-date report of the day in any category.
   * A report is up to date when the day was over by then, and nothing of it has changed since.
   */
  due(day: BusinessDay, among: StoresAsked): Promise<StoreId[]>;
  /** How many stores there are, and how many are due. */
  count(day: BusinessDay, only: readonly StoreId[] | null): Promise<{ readonly stores: number; readonly due: number }>;
  /** Writes into a report; both `null` takes back what was written. Gives the version it made; `null`: no such store. */
  write(key: ReportKey, writing: Omit<Writing, "version">): Promise<number | null>;
}

export interface StoresAsked {
  readonly after: StoreId | null;
  readonly limit: number;
  /** `null`: all. */
  readonly only: readonly StoreId[] | null;
}
