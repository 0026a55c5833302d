-- What the cache of reports has been told of, and what people wrote into reports.

-- A change is stored together with a version that nobody has told the cache yet. So a process may die between the two:
-- whoever looks next finds what is left to tell.
alter table business_days add column announced bigint not null default 0;
comment on column business_days.announced is 'The version that the cache of reports has been told of';
create index business_days_unannounced on business_days (store_id, day) where announced < version;

alter table stores add column hours_announced bigint not null default 0;
comment on column stores.hours_announced is 'The hours_version that the cache of reports has been told of';
create index stores_unannounced on stores (store_id) where hours_announced < hours_version;

create table written_reports (
  store_id         varchar(50) not null references stores (store_id),
  day              date not null,
  category         varchar(50) not null,
  text             text,
  figures          jsonb,
  version          bigint not null,
  announced        bigint not null default 0,
  written_at       timestamptz not null,
  primary key (store_id, day, category)
);
comment on table written_reports is 'What somebody wrote in place of what is computed; both null: taken back';
comment on column written_reports.figures is 'Null: those that are computed';
comment on column written_reports.version is 'The store''s version that writing it made';
create index written_reports_unannounced on written_reports (store_id, day) where announced < version;
