-- What suppliers say, as they said it: accounts, how far each has been read, every answer, and the raw rows.
-- Nothing here points into another database, and nothing needs an extension.

create table supplier_accounts (
  id                  uuid primary key default gen_random_uuid(),
  supplier            varchar(50) not null,
  name                varchar(100) not null,
  feed_url            text not null check (feed_url ~ '^https?://'),
  credential          varchar(100),
  requests_per_minute integer not null default 60 check (requests_per_minute between 1 and 6000),
  status              varchar(20) not null default 'ACTIVE' check (status in ('ACTIVE', 'PAUSED', 'CLOSED')),
  settings            jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  unique (supplier, name)
);
comment on column supplier_accounts.supplier is 'Which supplier, in small letters, such as ownerclan';
comment on column supplier_accounts.credential is
  'Name of the token in SUPPLIER_TOKENS; the token itself is never stored';
create index supplier_accounts_created_at on supplier_accounts (created_at, id);

-- One reading of one kind of data of one account.
create table supplier_sync_jobs (
  id            uuid primary key default gen_random_uuid(),
  account_id    uuid not null references supplier_accounts (id) on delete cascade,
  kind          varchar(20) not null check (kind in ('items', 'orders', 'qna', 'categories')),
  mode          varchar(20) not null default 'changes' check (mode in ('changes', 'everything')),
  status        varchar(20) not null default 'QUEUED'
    check (status in ('QUEUED', 'RUNNING', 'DONE', 'UNCHANGED', 'FAILED', 'STOPPED')),
  runner        varchar(100),
  pages         integer not null default 0 check (pages >= 0),
  seen          bigint not null default 0 check (seen >= 0),
  added         bigint not null default 0 check (added >= 0),
  changed       bigint not null default 0 check (changed >= 0),
  unchanged     bigint not null default 0 check (unchanged >= 0),
  rejected      bigint not null default 0 check (rejected >= 0),
  updated_since timestamptz,
  error         text,
  created_at    timestamptz not null default now(),
  started_at    timestamptz,
  finished_at   timestamptz,
  check (finished_at is null or status in ('DONE', 'UNCHANGED', 'FAILED', 'STOPPED'))
);
comment on column supplier_sync_jobs.runner is 'Who reads: a process that finds another name here has been replaced';
comment on column supplier_sync_jobs.updated_since is 'What was asked for: rows changed since then; null for all';
create index supplier_sync_jobs_account on supplier_sync_jobs (account_id, kind, created_at desc);
create index supplier_sync_jobs_created_at on supplier_sync_jobs (created_at, id);
create index supplier_sync_jobs_open on supplier_sync_jobs (created_at) where status in ('QUEUED', 'RUNNING');

-- How far each kind of data of each account has been read; moved by the transaction that stores a page.
create table supplier_sync_state (
  id              uuid primary key default gen_random_uuid(),
  account_id      uuid not null references supplier_accounts (id) on delete cascade,
  kind            varchar(20) not null check (kind in ('items', 'orders', 'qna', 'categories')),
  job_id          uuid references supplier_sync_jobs (id) on delete set null,
  next_cursor     text,
  round_since     timestamptz,
  round_began_at  timestamptz,
  round_etag      text,
  synced_until    timestamptz,
  etag            text,
  updated_at      timestamptz not null default now(),
  unique (account_id, kind)
);
comment on column supplier_sync_state.next_cursor is 'Where the round under way goes on; null between two rounds';
comment on column supplier_sync_state.round_since is 'What the round under way asks for';
comment on column supplier_sync_state.synced_until is 'When the last whole round began, by the supplier''s clock';
comment on column supplier_sync_state.etag is 'Of the first page of the last whole round; sent as If-None-Match';
create index supplier_sync_state_job on supplier_sync_state (job_id);

-- Every call of a supplier, with how it ended.
create table supplier_raw_fetch_log (
  id          uuid primary key default gen_random_uuid(),
  account_id  uuid not null references supplier_accounts (id) on delete cascade,
  job_id      uuid references supplier_sync_jobs (id) on delete set null,
  kind        varchar(20) not null check (kind in ('items', 'orders', 'qna', 'categories')),
  url         text not null,
  attempt     integer not null default 1 check (attempt >= 1),
  status      integer,
  items       integer,
  bytes       bigint,
  etag        text,
  duration_ms integer not null check (duration_ms >= 0),
  error       text,
  fetched_at  timestamptz not null default now()
);
comment on column supplier_raw_fetch_log.url is 'Without credentials';
comment on column supplier_raw_fetch_log.status is 'Of HTTP; null when no answer came';
create index supplier_raw_fetch_log_job on supplier_raw_fetch_log (job_id);
create index supplier_raw_fetch_log_account on supplier_raw_fetch_log (account_id, fetched_at desc);

-- The raw rows: one for each version of each thing. Reading the same content again stores nothing; the current version
-- of a thing is the one that no later one has replaced.
create table supplier_item_raw (
  id                uuid primary key default gen_random_uuid(),
  account_id        uuid not null references supplier_accounts (id) on delete cascade,
  external_id       varchar(200) not null check (external_id <> ''),
  version           integer not null check (version >= 1),
  is_current        boolean not null default true,
  payload           jsonb not null,
  content_hash      char(64) not null check (content_hash ~ '^[0-9a-f]{64}$'),
  source_updated_at timestamptz,
  job_id            uuid references supplier_sync_jobs (id) on delete set null,
  fetched_at        timestamptz not null default now(),
  unique (account_id, external_id, version)
);
comment on column supplier_item_raw.content_hash is 'SHA-256 of the payload with sorted keys';
comment on column supplier_item_raw.source_updated_at is 'When it changed, by the supplier''s word';
create unique index supplier_item_raw_current on supplier_item_raw (account_id, external_id) where is_current;
create index supplier_item_raw_fetched_at on supplier_item_raw (fetched_at, id);
create index supplier_item_raw_job on supplier_item_raw (job_id);

create table supplier_order_raw (like supplier_item_raw including defaults including constraints including comments);
alter table supplier_order_raw
  add primary key (id),
  add unique (account_id, external_id, version),
  add foreign key (account_id) references supplier_accounts (id) on delete cascade,
  add foreign key (job_id) references supplier_sync_jobs (id) on delete set null;
create unique index supplier_order_raw_current on supplier_order_raw (account_id, external_id) where is_current;
create index supplier_order_raw_fetched_at on supplier_order_raw (fetched_at, id);
create index supplier_order_raw_job on supplier_order_raw (job_id);

create table supplier_qna_raw (like supplier_item_raw including defaults including constraints including comments);
alter table supplier_qna_raw
  add primary key (id),
  add unique (account_id, external_id, version),
  add foreign key (account_id) references supplier_accounts (id) on delete cascade,
  add foreign key (job_id) references supplier_sync_jobs (id) on delete set null;
create unique index supplier_qna_raw_current on supplier_qna_raw (account_id, external_id) where is_current;
create index supplier_qna_raw_fetched_at on supplier_qna_raw (fetched_at, id);
create index supplier_qna_raw_job on supplier_qna_raw (job_id);

create table supplier_category_raw (like supplier_item_raw including defaults including constraints including comments);
alter table supplier_category_raw
  add primary key (id),
  add unique (account_id, external_id, version),
  add foreign key (account_id) references supplier_accounts (id) on delete cascade,
  add foreign key (job_id) references supplier_sync_jobs (id) on delete set null;
create unique index supplier_category_raw_current on supplier_category_raw (account_id, external_id) where is_current;
create index supplier_category_raw_fetched_at on supplier_category_raw (fetched_at, id);
create index supplier_category_raw_job on supplier_category_raw (job_id);

-- What a supplier sent and nobody could read: kept aside with the reason, once however often it comes.
create table supplier_rejects (
  id            uuid primary key default gen_random_uuid(),
  account_id    uuid not null references supplier_accounts (id) on delete cascade,
  kind          varchar(20) not null check (kind in ('items', 'orders', 'qna', 'categories')),
  payload       text not null,
  content_hash  char(64) not null check (content_hash ~ '^[0-9a-f]{64}$'),
  reason        text not null,
  job_id        uuid references supplier_sync_jobs (id) on delete set null,
  times         integer not null default 1 check (times >= 1),
  first_seen_at timestamptz not null default now(),
  last_seen_at  timestamptz not null default now(),
  unique (account_id, kind, content_hash)
);
comment on column supplier_rejects.payload is 'JSON as text: what jsonb refuses, such as a NUL in a string, fits too';
create index supplier_rejects_first_seen_at on supplier_rejects (first_seen_at, id);
create index supplier_rejects_job on supplier_rejects (job_id);

-- What was decided here and has to follow in another database.
create table outbox (
  position    bigint generated always as identity primary key,
  id          uuid not null unique default gen_random_uuid(),
  destination varchar(20) not null check (destination in ('dropship', 'market')),
  kind        varchar(100) not null,
  subject     varchar(200) not null,
  payload     jsonb not null,
  attempts    integer not null default 0 check (attempts >= 0),
  last_error  text,
  parked_at   timestamptz,
  created_at  timestamptz not null default now()
);
comment on column outbox.id is 'The inbox of the destination remembers it: applied once, however often it is carried';
comment on column outbox.subject is 'Messages of one subject are carried one after the other, in the order written';
comment on column outbox.parked_at is 'The destination refused it for good; it waits for a person and holds up nobody';
create index outbox_waiting on outbox (destination, position) where parked_at is null;
create index outbox_subject on outbox (subject, position) where parked_at is null;

-- What other databases have sent here and has been applied.
create table inbox (
  id         uuid primary key,
  origin     varchar(20) not null check (origin in ('dropship', 'market')),
  kind       varchar(100) not null,
  applied_at timestamptz not null default now()
);
create index inbox_applied_at on inbox (applied_at);
