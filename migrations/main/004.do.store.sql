-- The store manager: stores, their sales, and the reports computed from them.

create table stores (
  store_id         varchar(50) primary key,
  name             varchar(100) not null,
  time_zone        varchar(50) not null default 'Asia/Seoul',
  closing_time     time not null default '00:00' check (closing_time < '12:00'),
  version          bigint not null default 0,
  hours_version    bigint not null default 0,
  created_datetime timestamptz not null default now(),
  updated_datetime timestamptz not null default now()
);
comment on column stores.time_zone is 'IANA name';
comment on column stores.closing_time is 'Until then on the store''s clock, a sale belongs to the business day before';
comment on column stores.version is
  'Goes up, under the row''s lock, in every transaction that changes the sales or the settings: whoever reads it with the sales knows which of two figures is the newer';
comment on column stores.hours_version is
  'The version at the last change of time zone or closing time, which cuts every business day anew';

create table sales (
  store_id    varchar(50) not null references stores (store_id),
  sale_id     varchar(100) not null,
  menu        varchar(100) not null,
  price       integer not null check (price >= 0),
  quantity    integer not null check (quantity <> 0),
  sold_at     timestamptz not null,
  received_at timestamptz not null,
  primary key (store_id, sale_id)
);
comment on column sales.price is 'Won for one piece';
comment on column sales.quantity is 'Negative for what was taken back';
-- Every figure of a store is a range of time: read from this index alone, whatever other stores' rows lie between.
create index sales_of_store on sales (store_id, sold_at) include (menu, price, quantity, received_at);

-- The business days that have sales, each with the store's version at its last change. A report of the day is up to date
-- as long as its version is not below this one, nor below the store's hours_version: that holds even where the process
-- that should have told the cache has died.
create table business_days (
  store_id varchar(50) not null references stores (store_id),
  day      date not null,
  version  bigint not null,
  primary key (store_id, day)
);

create table store_reports (
  store_id         varchar(50) not null references stores (store_id),
  day              date not null,
  category         varchar(50) not null,
  body             jsonb not null,
  version          bigint not null,
  is_complete      boolean not null,
  as_of            timestamptz not null,
  created_datetime timestamptz not null default now(),
  updated_datetime timestamptz not null default now(),
  primary key (store_id, day, category)
);
comment on column store_reports.version is 'The store''s version that the figures were read at';
comment on column store_reports.is_complete is 'Whether the business day was over at as_of';
