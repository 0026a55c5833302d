-- An import into a store's sales is a run as one of orders is: listed, and taken back by its number.
alter table import_runs add column store_id varchar(50);
comment on column import_runs.store_id is 'Whose sales it adds to; null for orders of the shop';

alter table sales add column import_run integer;
comment on column sales.import_run is 'The import that added it; null for one that came another way';
create index sales_import_run on sales (store_id, import_run) where import_run is not null;
