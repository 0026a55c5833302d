-- What has ended leaves its name to another.
alter table supplier_accounts drop constraint supplier_accounts_supplier_name_key;
create unique index supplier_accounts_living_name on supplier_accounts (supplier, name) where status <> 'CLOSED';

-- What a supplier says of a known item and nobody can read, and what is missing from a complete reading, makes the item
-- safe: a version of its own, with what was said before and the reason why it is not to be sold.
alter table supplier_item_raw
  add column withheld text check (withheld <> ''),
  add column seen_in uuid;
comment on column supplier_item_raw.withheld is 'Why the item is not to be sold, whatever its payload says; null otherwise';
comment on column supplier_item_raw.seen_in is 'supplier_sync_state.round_id of the last complete reading that had it';

alter table supplier_sync_state
  add column round_id uuid not null default gen_random_uuid(),
  add column completed_at timestamptz;
comment on column supplier_sync_state.round_id is 'Of the round under way, or of the last one';
comment on column supplier_sync_state.completed_at is 'When the last complete reading ended';
-- The pages that an open reading has behind it are marked nowhere: it begins again.
update supplier_sync_state set next_cursor = null, round_began_at = null, round_etag = null
  where next_cursor is not null and kind = 'items';

alter table supplier_sync_jobs
  add column known_rejected bigint not null default 0 check (known_rejected >= 0),
  add column missing bigint not null default 0 check (missing >= 0),
  drop constraint supplier_sync_jobs_status_check,
  drop constraint supplier_sync_jobs_check,
  add constraint supplier_sync_jobs_status_check
    check (status in ('QUEUED', 'RUNNING', 'DONE', 'PARTIAL', 'UNCHANGED', 'FAILED', 'STOPPED')),
  add constraint supplier_sync_jobs_check
    check (finished_at is null or status in ('DONE', 'PARTIAL', 'UNCHANGED', 'FAILED', 'STOPPED'));
comment on column supplier_sync_jobs.known_rejected is 'Records of known items that nobody could read';
comment on column supplier_sync_jobs.missing is 'Known items that this complete reading lacked';
