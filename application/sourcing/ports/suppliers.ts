import type { Writes } from "../one_database.ts";
import type { Page, PageRequest } from "../page.ts";
import type { FeedAttempt } from "./partners.ts";
import type { SupplierAccountId, SyncJobId } from "../../../domain/sourcing/ids.ts";
import type { ItemVersion } from "../../../domain/sourcing/product.ts";
import type { SupplierAccount, SupplierAccountChanges } from "../../../domain/sourcing/supplier_account.ts";
import type { RecordKind, SupplierRecord } from "../../../domain/sourcing/supplier_item.ts";

/** Accounts at suppliers. `supplier` and `name` together are unique. Throws `Outage` and `DataRefused`. */
export interface SupplierAccounts extends Writes<"source"> {
  add(account: SupplierAccount): Promise<"added" | "exists">;
  find(id: SupplierAccountId): Promise<SupplierAccount | null>;
  /** Those with these ids, in any order. */
  findAll(ids: readonly string[]): Promise<SupplierAccount[]>;
  list(page: PageRequest): Promise<Page<SupplierAccount>>;
  change(id: SupplierAccountId, changes: SupplierAccountChanges): Promise<SupplierAccount | "exists" | null>;
}

/** One version of a supplier's record. */
export interface RawRecord extends ItemVersion {
  readonly isCurrent: boolean;
  /** Of its account, which says how the payload is read. */
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

/** What was read of suppliers, for whoever looks at it. Throws `Outage`. */
export interface SupplierRecords {
  /** Items with these ids, in any order; one question. */
  itemsById(ids: readonly string[]): Promise<RawRecord[]>;
  /** The same for orders at suppliers. */
  ordersById(ids: readonly string[]): Promise<RawRecord[]>;
  /** Current versions of one kind, of one account or of all. */
  list(kind: RecordKind, page: PageRequest, accountId?: SupplierAccountId): Promise<Page<RawRecord>>;
  versions(kind: RecordKind, accountId: SupplierAccountId, externalId: string): Promise<RawRecord[]>;
  rejects(page: PageRequest, accountId?: SupplierAccountId): Promise<Page<Reject>>;
  jobs(page: PageRequest, accountId?: SupplierAccountId): Promise<Page<SyncJob>>;
  job(id: SyncJobId): Promise<SyncJob | null>;
  /** In the order in which they were made. */
  fetches(jobId: SyncJobId, limit: number): Promise<(FeedAttempt & { readonly at: Date })[]>;
}

export const SYNC_MODES = ["changes", "everything"] as const;
export type SyncMode = typeof SYNC_MODES[number];
export type SyncStatus = "QUEUED" | "RUNNING" | "DONE" | "UNCHANGED" | "FAILED" | "STOPPED";

export interface SyncCounts {
  readonly pages: number;
  readonly seen: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** One reading of one kind of data of one account. */
export interface SyncJob extends SyncCounts {
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

/** Where reading goes on: in the middle of a round, or at the beginning of a new one. */
export interface SyncPosition {
  readonly cursor: string | null;
  readonly updatedSince: Date | null;
  readonly etag: string | null;
}

export interface RejectedRecord {
  /** JSON as text. */
  readonly payload: string;
  readonly hash: string;
  readonly reason: string;
}

export interface SyncPage {
  /** The cursor that this page was read with: how far reading was. */
  readonly from: string | null;
  readonly next: string | null;
  readonly etag: string | null;
  readonly asOf: Date;
  readonly seen: number;
  readonly records: readonly (SupplierRecord & { readonly hash: string })[];
  readonly rejects: readonly RejectedRecord[];
}

/**
 * What is read of suppliers, and how far.
 *
 * `begin` makes a job run and takes over from whoever read the same before; a round that was broken off goes on where it
 * was, unless everything is asked for, or what it asked for has changed. `store` writes a page whole or not at all: new versions, what could not be
 * read, the job's counts, the position, and for items a message to the dropship database. It says "replaced" and writes
 * nothing when somebody else has begun meanwhile, or the position is not where the page was read from. A record that is
 * older than what is there is not stored again. Throws `Outage` and `DataRefused`.
 */
export interface SupplierJournal extends Writes<"source"> {
  queue(
    job: { readonly accountId: SupplierAccountId; readonly kind: RecordKind; readonly mode: SyncMode },
  ): Promise<SyncJob>;
  /** The oldest that waits, for one account or for all; nobody else gets it. It is RUNNING then. */
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
  /** Begins the round anew: the feed has forgotten the cursor. */
  restart(jobId: SyncJobId): Promise<SyncPosition | "replaced">;
  store(jobId: SyncJobId, page: SyncPage): Promise<SyncCounts | "replaced">;
  logFetch(jobId: SyncJobId, attempt: FeedAttempt): Promise<void>;
  finish(jobId: SyncJobId, status: "DONE" | "UNCHANGED" | "FAILED" | "STOPPED", error: string | null): Promise<SyncJob>;
}
