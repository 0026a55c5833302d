drop table written_reports;
alter table stores drop column hours_announced;
alter table business_days drop column announced;
