-- What happens on the markets: accounts, raw answers, listings, orders and what is ordered at suppliers for them, and the
-- products of others that ours are measured against.
create extension if not exists vector;

create table market_accounts (
  id                  uuid primary key default gen_random_uuid(),
  market              varchar(50) not null,
  name                varchar(100) not null,
  vendor_id           varchar(100),
  api_url             text not null check (api_url ~ '^https?://'),
  credential          varchar(100),
  requests_per_minute integer not null default 60 check (requests_per_minute between 1 and 6000),
  fee_rate            double precision not null default 0 check (fee_rate >= 0 and fee_rate < 1),
  status              varchar(20) not null default 'ACTIVE' check (status in ('ACTIVE', 'PAUSED', 'CLOSED')),
  settings            jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  orders_cursor       text,
  orders_synced_until timestamptz,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  unique (market, name)
);
comment on column market_accounts.market is 'Which market, in small letters, such as coupang';
comment on column market_accounts.credential is 'Name of the token in MARKET_TOKENS; the token itself is never stored';
comment on column market_accounts.fee_rate is 'Share of the selling price that the market keeps';
comment on column market_accounts.orders_cursor is 'Where the pull of orders under way goes on; null between two rounds';
create index market_accounts_created_at on market_accounts (created_at, id);

-- Raw rows: one for each version of each thing, as in the source database.
create table market_order_raw (
  id                uuid primary key default gen_random_uuid(),
  account_id        uuid not null references market_accounts (id) on delete cascade,
  external_id       varchar(200) not null check (external_id <> ''),
  version           integer not null check (version >= 1),
  is_current        boolean not null default true,
  payload           jsonb not null,
  content_hash      char(64) not null check (content_hash ~ '^[0-9a-f]{64}$'),
  source_updated_at timestamptz,
  processed_at      timestamptz,
  process_error     text,
  fetched_at        timestamptz not null default now(),
  unique (account_id, external_id, version)
);
comment on column market_order_raw.content_hash is 'SHA-256 of the payload with sorted keys';
comment on column market_order_raw.process_error is 'Why no order could be made of it; processed_at says when that was';
create unique index market_order_raw_current on market_order_raw (account_id, external_id) where is_current;
create index market_order_raw_waiting on market_order_raw (fetched_at, id) where processed_at is null;
create index market_order_raw_fetched_at on market_order_raw (fetched_at, id);

create table market_product_raw (
  id                uuid primary key default gen_random_uuid(),
  account_id        uuid not null references market_accounts (id) on delete cascade,
  external_id       varchar(200) not null check (external_id <> ''),
  version           integer not null check (version >= 1),
  is_current        boolean not null default true,
  payload           jsonb not null,
  content_hash      char(64) not null check (content_hash ~ '^[0-9a-f]{64}$'),
  source_updated_at timestamptz,
  fetched_at        timestamptz not null default now(),
  unique (account_id, external_id, version)
);
create unique index market_product_raw_current on market_product_raw (account_id, external_id) where is_current;
create index market_product_raw_fetched_at on market_product_raw (fetched_at, id);

create table market_listings (
  id                uuid primary key default gen_random_uuid(),
  market_account_id uuid not null references market_accounts (id),
  product_id        uuid not null,
  external_id       varchar(200),
  title             varchar(300) not null check (title <> ''),
  price             integer not null check (price > 0),
  stock             integer not null default 0 check (stock >= 0),
  status            varchar(20) not null default 'DRAFT'
    check (status in ('DRAFT', 'PUBLISHING', 'PUBLISHED', 'PAUSED', 'REFUSED', 'CLOSED')),
  payload           jsonb not null default '{}',
  content_hash      char(64) not null check (content_hash ~ '^[0-9a-f]{64}$'),
  published_hash    char(64) check (published_hash ~ '^[0-9a-f]{64}$'),
  attempts          integer not null default 0 check (attempts >= 0),
  last_error        text,
  published_at      timestamptz,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  unique (market_account_id, product_id),
  unique (market_account_id, external_id),
  check (status not in ('PUBLISHED', 'PAUSED') or external_id is not null)
);
comment on column market_listings.product_id is 'products.id in the dropship database; no foreign key can hold it';
comment on column market_listings.external_id is 'What the market calls it, once it is published';
comment on column market_listings.published_hash is 'What the market has; another content_hash means a change waits';
create index market_listings_product on market_listings (product_id);
create index market_listings_created_at on market_listings (created_at, id);
create index market_listings_waiting on market_listings (updated_at)
  where status in ('DRAFT', 'PUBLISHING') or content_hash is distinct from published_hash;

-- One row for each line of a market's order.
create table orders (
  id                uuid primary key default gen_random_uuid(),
  market_account_id uuid not null references market_accounts (id),
  raw_id            uuid not null references market_order_raw (id),
  listing_id        uuid references market_listings (id),
  external_order_id varchar(200) not null check (external_order_id <> ''),
  external_line_id  varchar(200) not null check (external_line_id <> ''),
  status            varchar(20) not null default 'PAID'
    check (status in ('PAID', 'ORDERED', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'RETURNED')),
  product_name      varchar(300) not null default '',
  option_name       varchar(300) not null default '',
  quantity          integer not null check (quantity > 0),
  unit_price        integer not null check (unit_price >= 0),
  shipping_fee      integer not null default 0 check (shipping_fee >= 0),
  total_amount      bigint not null check (total_amount >= 0),
  market_fee        bigint not null default 0 check (market_fee >= 0),
  buyer_name        varchar(100),
  receiver_name     varchar(100) not null default '',
  receiver_phone    varchar(50) not null default '',
  receiver_postcode varchar(20) not null default '',
  receiver_address  varchar(500) not null default '',
  delivery_note     varchar(500) not null default '',
  ordered_at        timestamptz not null,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  unique (market_account_id, external_order_id, external_line_id)
);
comment on column orders.listing_id is 'Null for something that was not listed from here';
create index orders_listing on orders (listing_id);
create index orders_raw on orders (raw_id);
create index orders_ordered_at on orders (ordered_at, id);
create index orders_created_at on orders (created_at, id);
create index orders_status on orders (status, ordered_at);

create table supplier_orders (
  id                  uuid primary key default gen_random_uuid(),
  order_id            uuid not null references orders (id),
  supplier_account_id uuid not null,
  supplier_item_id    uuid not null,
  supplier_item_code  varchar(200) not null,
  product_id          uuid not null,
  external_id         varchar(200),
  status              varchar(20) not null default 'WAITING'
    check (status in ('WAITING', 'PLACING', 'PLACED', 'SHIPPED', 'DELIVERED', 'REFUSED', 'CANCELLED')),
  quantity            integer not null check (quantity > 0),
  supply_price        integer not null check (supply_price >= 0),
  shipping_fee        integer not null default 0 check (shipping_fee >= 0),
  total_amount        bigint not null check (total_amount >= 0),
  attempts            integer not null default 0 check (attempts >= 0),
  last_error          text,
  carrier             varchar(50),
  tracking_number     varchar(100),
  placed_at           timestamptz,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  unique (order_id),
  unique (supplier_account_id, external_id),
  check (status not in ('PLACED', 'SHIPPED', 'DELIVERED') or external_id is not null)
);
comment on column supplier_orders.id is 'Sent to the supplier as the idempotency key';
comment on column supplier_orders.supplier_account_id is
  'supplier_accounts.id in the source database; no foreign key can hold it';
comment on column supplier_orders.supplier_item_id is
  'supplier_item_raw.id in the source database; no foreign key can hold it';
comment on column supplier_orders.product_id is 'products.id in the dropship database; no foreign key can hold it';
comment on column supplier_orders.external_id is 'What the supplier calls it, once it is placed';
create index supplier_orders_product on supplier_orders (product_id);
create index supplier_orders_created_at on supplier_orders (created_at, id);
create index supplier_orders_waiting on supplier_orders (created_at) where status in ('WAITING', 'PLACING');

-- One collection of a market's products: what sells there, by search or by category.
create table benchmark_collect_jobs (
  id          uuid primary key default gen_random_uuid(),
  market      varchar(50) not null,
  feed_url    text not null check (feed_url ~ '^https?://'),
  credential  varchar(100),
  query       varchar(200) not null default '',
  status      varchar(20) not null default 'QUEUED' check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'STOPPED')),
  runner      varchar(100),
  next_cursor text,
  page_limit  integer check (page_limit > 0),
  pages       integer not null default 0 check (pages >= 0),
  seen        bigint not null default 0 check (seen >= 0),
  added       bigint not null default 0 check (added >= 0),
  changed     bigint not null default 0 check (changed >= 0),
  unchanged   bigint not null default 0 check (unchanged >= 0),
  rejected    bigint not null default 0 check (rejected >= 0),
  rejects     jsonb not null default '[]' check (jsonb_typeof(rejects) = 'array'),
  error       text,
  created_at  timestamptz not null default now(),
  started_at  timestamptz,
  finished_at timestamptz
);
comment on column benchmark_collect_jobs.next_cursor is 'Where it goes on; moved by the transaction that stores a page';
comment on column benchmark_collect_jobs.rejects is 'What nobody could read: [{"reason", "payload"}], payload JSON as text';
create index benchmark_collect_jobs_created_at on benchmark_collect_jobs (created_at, id);
create index benchmark_collect_jobs_open on benchmark_collect_jobs (created_at) where status in ('QUEUED', 'RUNNING');

create table benchmark_products (
  id               uuid primary key default gen_random_uuid(),
  job_id           uuid references benchmark_collect_jobs (id) on delete set null,
  market           varchar(50) not null,
  external_id      varchar(200) not null check (external_id <> ''),
  name             varchar(300) not null check (name <> ''),
  brand            varchar(100) not null default '',
  category         varchar(200) not null default '',
  price            integer not null check (price >= 0),
  rating           double precision check (rating between 0 and 5),
  review_count     integer not null default 0 check (review_count >= 0),
  sales_rank       integer check (sales_rank >= 1),
  url              text,
  image_url        text,
  payload          jsonb not null,
  content_hash     char(64) not null check (content_hash ~ '^[0-9a-f]{64}$'),
  text_hash        char(64) not null check (text_hash ~ '^[0-9a-f]{64}$'),
  space            varchar(100),
  embedded_hash    char(64) check (embedded_hash ~ '^[0-9a-f]{64}$'),
  embedding        vector(1536),
  collected_at     timestamptz not null default now(),
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  unique (market, external_id),
  check ((embedding is null) = (space is null) and (embedding is null) = (embedded_hash is null))
);
comment on column benchmark_products.text_hash is 'SHA-256 of the text that is turned into a vector';
comment on column benchmark_products.space is 'Model, version and dimensions; only vectors of one space can be compared';
comment on column benchmark_products.embedded_hash is 'text_hash of the text that the vector stands for';
create index benchmark_products_job on benchmark_products (job_id);
create index benchmark_products_created_at on benchmark_products (created_at, id);
create index benchmark_products_nearest on benchmark_products using hnsw (embedding vector_cosine_ops);

-- What was decided here and has to follow in another database.
create table outbox (
  position    bigint generated always as identity primary key,
  id          uuid not null unique default gen_random_uuid(),
  destination varchar(20) not null check (destination in ('source', 'dropship')),
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
  origin     varchar(20) not null check (origin in ('source', 'dropship')),
  kind       varchar(100) not null,
  applied_at timestamptz not null default now()
);
create index inbox_applied_at on inbox (applied_at);
