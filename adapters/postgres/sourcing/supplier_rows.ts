import type { RawRecord, Reject, SyncJob } from "../../../application/sourcing/ports/suppliers.ts";
import type { RecordKind } from "../../../domain/sourcing/supplier_item.ts";

type Row = Record<string, unknown>;

export const RAW_TABLES: Readonly<Record<RecordKind, string>> = {
  items: "supplier_item_raw",
  orders: "supplier_order_raw",
  qna: "supplier_qna_raw",
  categories: "supplier_category_raw",
};

export function jobFromRow(row: Row): SyncJob {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    mode: row.mode,
    status: row.status,
    pages: row.pages,
    seen: row.seen,
    added: row.added,
    changed: row.changed,
    unchanged: row.unchanged,
    rejected: row.rejected,
    knownRejected: row.known_rejected,
    missing: row.missing,
    updatedSince: row.updated_since,
    error: row.error,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  } as SyncJob;
}

export function rawFromRow(row: Row): RawRecord {
  return {
    id: row.id,
    accountId: row.account_id,
    externalId: row.external_id,
    version: row.version,
    isCurrent: row.is_current,
    protocol: row.protocol,
    payload: row.payload,
    withheld: row.withheld ?? null,
    contentHash: row.content_hash,
    sourceUpdatedAt: row.source_updated_at,
    fetchedAt: row.fetched_at,
  } as RawRecord;
}

export function rejectFromRow(row: Row): Reject {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    payload: row.payload,
    reason: row.reason,
    times: row.times,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
  } as Reject;
}
