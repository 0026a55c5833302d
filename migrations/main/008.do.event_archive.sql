-- Events older than a year are archived, each customer's encrypted with a key that stands here and nowhere else: an
-- archive can't be rewritten at once, but a customer whose key is gone is gone from it in that moment.
create table customer_keys (
  customer_id varchar(64) primary key,
  key_id      uuid not null unique default gen_random_uuid(),
  key         bytea not null check (length(key) = 32),
  created_at  timestamptz not null default now()
);
comment on column customer_keys.key_id is 'Stands beside each archived line; random, so that without this row it leads to nobody';

-- What is in the archive. An object is planned first, then written, then its events leave the record; whoever comes
-- after a crash goes on with the plan that is not finished, of which there is one at most.
create table event_archives (
  name        varchar(300) primary key,
  day         date not null,
  contents    jsonb,
  events      integer,
  bytes       bigint,
  planned_at  timestamptz not null,
  finished_at timestamptz,
  check ((contents is null) = (finished_at is not null))
);
create unique index event_archives_unfinished on event_archives ((true)) where finished_at is null;
comment on column event_archives.contents is 'The events to carry, [customer, time]; null once they have left the record';

create table event_archive_customers (
  key_id uuid not null references customer_keys (key_id) on delete cascade,
  name   varchar(300) not null references event_archives,
  events integer not null,
  primary key (key_id, name)
);
