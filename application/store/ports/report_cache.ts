import type { ReportKey } from "../../../domain/store/report_key.ts";
import type { ReportLife } from "../../../domain/store/report_life.ts";
import type { StoreReport } from "../../../domain/store/report.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

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
