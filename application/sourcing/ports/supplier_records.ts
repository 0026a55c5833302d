import type { SupplierAccountId, SyncJobId } from "../../../domain/sourcing/ids.ts";
import type { ItemVersion } from "../../../domain/sourcing/product.ts";
import type { RecordKind } from "../../../domain/sourcing/supplier_record.ts";
import type { Page, PageRequest } from "./page.ts";
import type { FeedAttempt } from "./record_feed.ts";
import type { SyncJob } from "./supplier_journal.ts";

/** One version of a supplier's record. */
export interface RawRecord extends ItemVersion {
  readonly isCurrent: boolean;
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
