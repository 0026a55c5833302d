update supplier_accounts a set name = left(name, 60) || ' ' || id
  where status = 'CLOSED' and exists (select from supplier_accounts o
    where o.supplier = a.supplier and o.name = a.name and o.id <> a.id);
drop index supplier_accounts_living_name;
alter table supplier_accounts add unique (supplier, name);

-- A version that withholds says nothing of its own: without its reason it is the one before.
delete from supplier_item_raw where withheld is not null;
update supplier_item_raw i set is_current = true
  where not exists (select from supplier_item_raw o
    where o.account_id = i.account_id and o.external_id = i.external_id and (o.is_current or o.version > i.version));
alter table supplier_item_raw drop column withheld, drop column seen_in;
alter table supplier_sync_state drop column round_id, drop column completed_at;

update supplier_sync_jobs set status = 'DONE' where status = 'PARTIAL';
alter table supplier_sync_jobs
  drop column known_rejected,
  drop column missing,
  drop constraint supplier_sync_jobs_status_check,
  drop constraint supplier_sync_jobs_check,
  add constraint supplier_sync_jobs_status_check
    check (status in ('QUEUED', 'RUNNING', 'DONE', 'UNCHANGED', 'FAILED', 'STOPPED')),
  add constraint supplier_sync_jobs_check
    check (finished_at is null or status in ('DONE', 'UNCHANGED', 'FAILED', 'STOPPED'));
