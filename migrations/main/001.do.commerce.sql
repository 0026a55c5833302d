-- The shop: users, products, orders (columns and indexes of the seed), and what keeps them exactly once.
-- Times are timestamptz: a plain timestamp changes its meaning with the session's time zone.

create table users (
  user_id          varchar(50) primary key,
  name             varchar(100) not null,
  gender           varchar(10) check (gender in ('M', 'F')),
  age              integer,
  birth_year       integer,
  address          varchar(255) not null default '',
  address_district varchar(100) not null default '',
  email            varchar(100),
  grade            varchar(20) not null default 'BRONZE' check (grade in ('BRONZE', 'SILVER', 'GOLD', 'VIP')),
  status           varchar(20) not null default 'ACTIVE' check (status in ('ACTIVE', 'DORMANT')),
  last_login_at    timestamptz,
  marketing_agree  varchar(5) not null default 'false' check (marketing_agree in ('true', 'false')),
  created_at       timestamptz not null,
  last_ordered_at  timestamptz,
  random_seed      double precision not null check (random_seed >= 0 and random_seed < 1),
  is_guest         boolean not null default false,
  created_datetime timestamptz not null default now(),
  updated_datetime timestamptz not null default now()
);
create index users_address_district on users (address_district);
create index users_random_seed on users (random_seed);
-- The cache worker's two questions, each answered by reading the first few hundred entries of an index.
create index users_buyers on users (last_ordered_at, user_id) where last_ordered_at is not null and not is_guest;
create index users_newcomers on users (created_at desc, user_id) where last_ordered_at is null and not is_guest;

create table products (
  product_id       varchar(50) primary key,
  name             varchar(200) not null,
  category         varchar(50) not null,
  brand            varchar(100) not null default '',
  org_price        integer not null check (org_price >= 0),
  price            integer not null check (price >= 0),
  discount_rate    double precision not null default 0,
  stock            integer not null default 0,
  rating           double precision not null default 0,
  review_count     integer not null default 0,
  is_best          varchar(1) not null default 'N' check (is_best in ('Y', 'N')),
  created_at       timestamptz not null,
  order_count      integer not null default 0,
  is_goods         boolean not null default true,
  created_datetime timestamptz not null default now(),
  updated_datetime timestamptz not null default now()
);
create index products_category on products (category);
create index products_brand on products (brand);
create index products_best_sellers on products (order_count desc, product_id) where order_count > 0 and is_goods;
create index products_unsold on products (created_at desc, product_id) where order_count = 0 and is_goods;

create table orders (
  order_id         varchar(100) primary key,
  user_id          varchar(50) not null references users (user_id),
  product_id       varchar(50) not null references products (product_id),
  quantity         integer not null check (quantity <> 0),
  total_amount     integer not null,
  shipping_cost    integer not null default 0,
  discount_amount  integer not null default 0,
  payment_method   varchar(50) not null,
  status           varchar(20) not null,
  category         varchar(50),
  user_name        varchar(100),
  user_region      varchar(100),
  user_gender      varchar(10),
  user_age_group   varchar(20),
  created_at       timestamptz not null,
  selection        jsonb,
  created_datetime timestamptz not null default now(),
  updated_datetime timestamptz not null default now()
);
comment on column orders.selection is 'Why the live stream chose this customer: {score, factors: [{name, value}]}';
create index orders_status on orders (status);
create index orders_created_at on orders (created_at);
create index orders_user_created_at on orders (user_id, created_at);
create index orders_product on orders (product_id);

-- Sales per day of Seoul and category, kept up to date by the transaction that stores the orders.
create table daily_sales (
  day      date not null,
  category varchar(50) not null,
  lines    bigint not null,
  orders   bigint not null,
  units    bigint not null,
  amount   bigint not null,
  primary key (day, category)
);
comment on column daily_sales.lines is 'Order rows, cancellations included';
comment on column daily_sales.orders is 'Order rows with a positive quantity';

-- Orders that came before their user or product; three topics know no order among them.
create table waiting_orders (
  order_id    varchar(100) primary key,
  user_id     varchar(50) not null,
  product_id  varchar(50) not null,
  payload     jsonb not null,
  received_at timestamptz not null default now()
);
create index waiting_orders_received_at on waiting_orders (received_at);

-- How far each group has stored each partition. Moved only by the transaction that stores the rows, from the offset
-- that batch began at: a reader that lost its partition finds no row to move, and its transaction is undone.
create table consumer_offsets (
  consumer_group varchar(200) not null,
  topic          varchar(200) not null,
  partition      integer not null,
  next_offset    bigint not null,
  last_record_at timestamptz,
  updated_at     timestamptz not null default now(),
  primary key (consumer_group, topic, partition)
);

-- Records that a transaction decided and that have to follow in the log.
create table outbox (
  id         bigint generated always as identity primary key,
  topic      varchar(200) not null,
  key        bytea,
  value      bytea,
  headers    bytea not null,
  created_at timestamptz not null default now()
);
