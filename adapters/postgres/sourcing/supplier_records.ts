import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import type { RawRecord, Reject, SupplierRecords, SyncJob } from "../../../application/sourcing/ports/suppliers.ts";
import type { SupplierAccountId, SyncJobId } from "../../../domain/sourcing/ids.ts";
import type { RecordKind } from "../../../domain/sourcing/supplier_item.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import type { SourceDb } from "./database.ts";
import { pageClause, positionColumn, toPage } from "./paging.ts";
import { jobFromRow, RAW_TABLES, rawFromRow, rejectFromRow } from "./supplier_rows.ts";

export class PostgresSupplierRecords implements SupplierRecords {
  readonly #db: SourceDb;

  constructor(db: SourceDb) {
    this.#db = db;
  }

  itemsById(ids: readonly string[]): Promise<RawRecord[]> {
    return this.#byId("items", ids);
  }

  ordersById(ids: readonly string[]): Promise<RawRecord[]> {
    return this.#byId("orders", ids);
  }

  list(kind: RecordKind, page: PageRequest, accountId?: SupplierAccountId): Promise<Page<RawRecord>> {
    return mapPostgresErrors(async () => {
      const rows = await this.#db`
        select *, ${this.#protocol()}, ${positionColumn(this.#db, "fetched_at")} from ${this.#db(RAW_TABLES[kind])} raw
        where is_current ${this.#of(accountId)} ${pageClause(this.#db, "fetched_at", page)}`;
      return toPage(rows, page, rawFromRow);
    });
  }

  versions(kind: RecordKind, accountId: SupplierAccountId, externalId: string): Promise<RawRecord[]> {
    return mapPostgresErrors(async () =>
      (await this.#db`
        select *, ${this.#protocol()} from ${this.#db(RAW_TABLES[kind])} raw
        where account_id = ${accountId} and external_id = ${externalId} order by version desc`).map(rawFromRow)
    );
  }

  rejects(page: PageRequest, accountId?: SupplierAccountId): Promise<Page<Reject>> {
    return mapPostgresErrors(async () => {
      const rows = await this.#db`
        select *, ${positionColumn(this.#db, "first_seen_at")} from supplier_rejects
        where true ${this.#of(accountId)} ${pageClause(this.#db, "first_seen_at", page)}`;
      return toPage(rows, page, rejectFromRow);
    });
  }

  jobs(page: PageRequest, accountId?: SupplierAccountId): Promise<Page<SyncJob>> {
    return mapPostgresErrors(async () => {
      const rows = await this.#db`
        select *, ${positionColumn(this.#db, "created_at")} from supplier_sync_jobs
        where true ${this.#of(accountId)} ${pageClause(this.#db, "created_at", page)}`;
      return toPage(rows, page, jobFromRow);
    });
  }

  job(id: SyncJobId): Promise<SyncJob | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#db`select * from supplier_sync_jobs where id = ${id}`;
      return row ? jobFromRow(row) : null;
    });
  }

  fetches(jobId: SyncJobId, limit: number): ReturnType<SupplierRecords["fetches"]> {
    return mapPostgresErrors(async () =>
      (await this.#db`
        select * from supplier_raw_fetch_log where job_id = ${jobId} order by fetched_at, attempt limit ${limit}`)
        .map((row) => ({
          url: row.url,
          attempt: row.attempt,
          status: row.status,
          items: row.items,
          bytes: row.bytes,
          etag: row.etag,
          durationMs: row.duration_ms,
          error: row.error,
          at: row.fetched_at,
        }))
    );
  }

  #byId(kind: RecordKind, ids: readonly string[]): Promise<RawRecord[]> {
    return mapPostgresErrors(async () => {
      if (ids.length === 0) return [];
      const table = this.#db(RAW_TABLES[kind]);
      return (await this.#db`select *, ${this.#protocol()} from ${table} raw where id in ${this.#db(ids)}`).map(
        rawFromRow,
      );
    });
  }

  #protocol() {
    return this.#db`(select protocol from supplier_accounts where id = raw.account_id)`;
  }

  #of(accountId: SupplierAccountId | undefined) {
    return accountId ? this.#db`and account_id = ${accountId}` : this.#db``;
  }
}
