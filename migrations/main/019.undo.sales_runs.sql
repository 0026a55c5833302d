drop index sales_import_run;
alter table sales drop column import_run;
delete from import_runs where store_id is not null;
alter table import_runs drop column store_id;
