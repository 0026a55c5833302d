-- What is made of the suppliers' items: products to sell, their vectors, and which of them resemble what sells elsewhere.
create extension if not exists vector;

create table products (
  id                  uuid primary key default gen_random_uuid(),
  supplier_account_id uuid not null,
  supplier_item_id    uuid not null,
  supplier_item_code  varchar(200) not null,
  supplier_version    integer not null check (supplier_version >= 1),
  name                varchar(300) not null check (name <> ''),
  brand               varchar(100) not null default '',
  category            varchar(200) not null default '',
  description         text not null default '',
  image_urls          jsonb not null default '[]' check (jsonb_typeof(image_urls) = 'array'),
  options             jsonb not null default '[]' check (jsonb_typeof(options) = 'array'),
  supply_price        integer not null check (supply_price > 0),
  selling_price       integer not null check (selling_price >= supply_price),
  shipping_fee        integer not null default 0 check (shipping_fee >= 0),
  margin_rate         double precision not null check (margin_rate >= 0 and margin_rate < 1),
  price_policy        varchar(50) not null,
  stock               integer not null default 0 check (stock >= 0),
  status              varchar(20) not null default 'ON_SALE' check (status in ('ON_SALE', 'SOLD_OUT', 'DISCONTINUED')),
  text_hash           char(64) not null check (text_hash ~ '^[0-9a-f]{64}$'),
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  unique (supplier_account_id, supplier_item_code)
);
comment on column products.supplier_account_id is 'supplier_accounts.id in the source database; no foreign key can hold it';
comment on column products.supplier_item_id is
  'supplier_item_raw.id in the source database: the version the product was made of; no foreign key can hold it';
comment on column products.supplier_version is 'An older version that arrives late changes nothing';
comment on column products.margin_rate is 'Share of the selling price left after supply price and shipping, before fees';
comment on column products.text_hash is 'SHA-256 of the text that is turned into a vector';
create index products_supplier_item on products (supplier_item_id);
create index products_created_at on products (created_at, id);
create index products_status on products (status, created_at, id);
create index products_category on products (category);

create table embeddings (
  id         uuid primary key default gen_random_uuid(),
  product_id uuid not null references products (id) on delete cascade,
  space      varchar(100) not null,
  text_hash  char(64) not null check (text_hash ~ '^[0-9a-f]{64}$'),
  embedding  vector(1536) not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (product_id, space)
);
comment on column embeddings.space is 'Model, version and dimensions; only vectors of one space can be compared';
comment on column embeddings.text_hash is 'Of the text this vector stands for; another one in products means it is out of date';
create index embeddings_space on embeddings (space);
create index embeddings_nearest on embeddings using hnsw (embedding vector_cosine_ops);

create table sourcing_candidates (
  id                   uuid primary key default gen_random_uuid(),
  benchmark_product_id uuid not null,
  product_id           uuid not null references products (id) on delete cascade,
  space                varchar(100) not null,
  score                double precision not null check (score between -1 and 1),
  rank                 integer not null check (rank >= 1),
  benchmark_embedding  vector(1536),
  status               varchar(20) not null default 'FOUND' check (status in ('FOUND', 'ACCEPTED', 'REJECTED')),
  note                 text,
  found_at             timestamptz not null default now(),
  decided_at           timestamptz,
  updated_at           timestamptz not null default now(),
  unique (benchmark_product_id, product_id, space),
  check ((status = 'FOUND') = (decided_at is null))
);
comment on column sourcing_candidates.benchmark_product_id is
  'benchmark_products.id in the market database; no foreign key can hold it';
comment on column sourcing_candidates.score is 'Cosine similarity of benchmark and product, 1 for the same direction';
comment on column sourcing_candidates.benchmark_embedding is
  'The vector it was found by, so that a product that changed is scored again without the market database';
create index sourcing_candidates_product on sourcing_candidates (product_id);
create index sourcing_candidates_found_at on sourcing_candidates (found_at, id);
create index sourcing_candidates_status on sourcing_candidates (status, found_at, id);

create table api_keys (
  id           uuid primary key default gen_random_uuid(),
  name         varchar(100) not null unique,
  digest       char(64) not null unique check (digest ~ '^[0-9a-f]{64}$'),
  scopes       text[] not null default '{}',
  created_at   timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at   timestamptz,
  revoked_at   timestamptz
);
comment on column api_keys.digest is 'SHA-256 of the key in hexadecimal; the key itself is never stored';

-- What was decided here and has to follow in another database.
create table outbox (
  position    bigint generated always as identity primary key,
  id          uuid not null unique default gen_random_uuid(),
  destination varchar(20) not null check (destination in ('source', 'market')),
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
  origin     varchar(20) not null check (origin in ('source', 'market')),
  kind       varchar(100) not null,
  applied_at timestamptz not null default now()
);
create index inbox_applied_at on inbox (applied_at);
