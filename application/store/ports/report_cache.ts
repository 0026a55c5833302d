import type { ReportKey } from "../../../domain/store/report_key.ts";
import type { ReportLife } from "../../../domain/store/report_life.ts";
import type { StoreReport } from "../../../domain/store/report.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

/** Names one writing of a key: no two are alike, and a later one is larger. */
export type Stamp = number;

/** A report as the cache has it. */
export interface CachedReport {
  readonly report: StoreReport;
  readonly stamp: Stamp;
  /** How long it is still fresh; not above 0: it is stale, and served while it is renewed. */
  readonly freshForMs: number;
  /** How long it is still there. */
  readonly leftMs: number;
  /** How long computing it took. */
  readonly costMs: number;
}

/** What a look under a key found. */
export interface ProbeResult {
  /** `null` where there is none, or none that can be read: content of another version of the program, or broken. */
  readonly entry: CachedReport | null;
  /** Of whatever is there, readable or not; `null` where nothing is. */
  readonly seen: Stamp | null;
}

export type Taken =
  /** The caller alone computes the report now, and puts it under the fencing token. */
  | { readonly outcome: "leased"; readonly token: Stamp }
  /** Somebody else does. */
  | { readonly outcome: "held"; readonly forMs: number }
  /** There is another report than the caller saw. */
  | { readonly outcome: "changed" };

export interface Putting {
  readonly token: Stamp;
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
  read(key: ReportKey): Promise<ProbeResult>;
  /**
   * Asks for the lease on computing the report, for `leaseMs`; it ends earlier with `put` or `release`. Of several callers
   * who saw the same, one gets it. A token is larger than every one that was given for the key before.
   *
   * @param seen what the caller's `read` found there
   */
  take(key: ReportKey, seen: Stamp | null, leaseMs: number): Promise<Taken>;
  /**
   * "fenced": the lease was ended, or ran out and somebody else has taken it. "outdated": the key was raised above the
   * report's version, or has a newer one. Either way nothing was changed.
   */
  put(key: ReportKey, report: StoreReport, putting: Putting): Promise<"stored" | "fenced" | "outdated">;
  /** Gives up a lease without a report. */
  release(key: ReportKey, token: Stamp): Promise<void>;
  /**
   * Makes reports older than `version` disappear and stay away: from now on no read finds one, and no put brings one.
   * Gives the keys that had one.
   */
  raise(keys: readonly ReportKey[], version: number): Promise<ReportKey[]>;
  /** Removes all of a store's keys; gives how many. */
  reset(storeId: StoreId): Promise<number>;
}
