import type { Writes } from "../one_database.ts";
import type { Page, PageRequest } from "../page.ts";
import type { FeedAttempt } from "./partners.ts";
import type { SupplierAccountId, SyncJobId } from "../../../domain/sourcing/ids.ts";
import type { ItemVersion } from "../../../domain/sourcing/product.ts";
import type { SupplierAccount, SupplierAccountChanges } from "../../../domain/sourcing/supplier_account.ts";
import type { RecordKind, SupplierRecord } from "../../../domain/sourcing/supplier_item.ts";

/** `supplier` and `name` together are unique among accounts that are not CLOSED. Throws `Outage` and `DataRefused`. */
export interface SupplierAccounts extends Writes<"source"> {
  add(account: SupplierAccount): Promise<"added" | "exists">;
  find(id: SupplierAccountId): Promise<SupplierAccount | null>;
  findAll(ids: readonly string[]): Promise<SupplierAccount[]>;
  list(page: PageRequest): Promise<Page<SupplierAccount>>;
  change(id: SupplierAccountId, changes: SupplierAccountChanges): Promise<SupplierAccount | "exists" | null>;
}

export interface RawRecord extends ItemVersion {
  readonly isCurrent: boolean;
  readonly protocol: string;
  readonly contentHash: string;
  readonly sourceUpdatedAt: Date | null;
  readonly fetchedAt: Date;
}

export interface Reject {
  readonly id: string;
  readonly accountId: SupplierAccountId;
  readonly kind: RecordKind;
  readonly payload: string;
  readonly reason: string;
  readonly times: number;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

/** Throws `Outage`. */
export interface SupplierRecords {
  /** In any order; one query. */
  itemsById(ids: readonly string[]): Promise<RawRecord[]>;
  ordersById(ids: readonly string[]): Promise<RawRecord[]>;
  /** Current versions only. */
  list(kind: RecordKind, page: PageRequest, accountId?: SupplierAccountId): Promise<Page<RawRecord>>;
  versions(kind: RecordKind, accountId: SupplierAccountId, externalId: string): Promise<RawRecord[]>;
  rejects(page: PageRequest, accountId?: SupplierAccountId): Promise<Page<Reject>>;
  jobs(page: PageRequest, accountId?: SupplierAccountId): Promise<Page<SyncJob>>;
  job(id: SyncJobId): Promise<SyncJob | null>;
  fetches(jobId: SyncJobId, limit: number): Promise<(FeedAttempt & { readonly at: Date })[]>;
}

export const SYNC_MODES = ["changes", "everything"] as const;
export type SyncMode = typeof SYNC_MODES[number];
type SyncStatus = "QUEUED" | "RUNNING" | SyncEnd;

export interface SyncCounts {
  readonly pages: number;
  readonly seen: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export interface SyncProgress extends SyncCounts {
  /** Records of known items that could not be read; the items are withheld. */
  readonly knownRejected: number;
  /** Known items that a complete reading lacked; withheld, unless the reading itself was doubted. */
  readonly missing: number;
}

export interface SyncJob extends SyncProgress {
  readonly id: SyncJobId;
  readonly accountId: SupplierAccountId;
  readonly kind: RecordKind;
  readonly mode: SyncMode;
  readonly status: SyncStatus;
  readonly updatedSince: Date | null;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** PARTIAL: read to the end, but not all of it can be believed; `error` says what. */
export type SyncEnd = "DONE" | "PARTIAL" | "UNCHANGED" | "FAILED" | "STOPPED";

export interface SyncPosition {
  readonly cursor: string | null;
  readonly updatedSince: Date | null;
  readonly etag: string | null;
}

export interface RejectedRecord {
  readonly payload: string;
  readonly hash: string;
  readonly reason: string;
}

export interface SyncPage {
  readonly from: string | null;
  readonly next: string | null;
  readonly etag: string | null;
  readonly asOf: Date;
  readonly seen: number;
  readonly records: readonly (SupplierRecord & { readonly hash: string })[];
  readonly rejects: readonly (RejectedRecord & { readonly externalId: string | null })[];
  /** Of a complete reading's last page of items: share of the known ones that may be missing. */
  readonly mostMissing: number | null;
}

/** `doubt`: why nothing was withheld that is missing. */
export interface StoredPage {
  readonly progress: SyncProgress;
  readonly doubt: string | null;
}

/**
 * What is said of a known item and can't be read, and what a complete reading lacks, becomes a version that is
 * `withheld`, until the item can be read again. `begin` takes over from an earlier runner and continues its round, unless all is asked for or parameters have
 * changed. `store` writes page, position and messages in one transaction, skipping older versions; "replaced", and
 * nothing is written, when job or position is another. Throws `Outage` and `DataRefused`.
 */
export interface SupplierJournal extends Writes<"source"> {
  queue(
    job: { readonly accountId: SupplierAccountId; readonly kind: RecordKind; readonly mode: SyncMode },
  ): Promise<SyncJob>;
  /** The oldest, which is RUNNING then; one caller gets it. */
  takeQueued(runner: string, accountId?: SupplierAccountId): Promise<SyncJob | null>;
  begin(
    job: {
      readonly accountId: SupplierAccountId;
      readonly kind: RecordKind;
      readonly mode: SyncMode;
      readonly id?: SyncJobId;
    },
    runner: string,
  ): Promise<{ readonly job: SyncJob; readonly position: SyncPosition }>;
  /** For a cursor that the feed no longer knows. */
  restart(jobId: SyncJobId): Promise<SyncPosition | "replaced">;
  store(jobId: SyncJobId, page: SyncPage): Promise<StoredPage | "replaced">;
  /** Known items, not withheld, that neither the reading under way nor `seen` has. */
  unseen(jobId: SyncJobId, seen: readonly string[]): Promise<string[]>;
  /** When the last complete reading ended. */
  completedAt(accountId: SupplierAccountId, kind: RecordKind): Promise<Date | null>;
  logFetch(jobId: SyncJobId, attempt: FeedAttempt): Promise<void>;
  finish(jobId: SyncJobId, status: SyncEnd, error: string | null): Promise<SyncJob>;
}
