-- What an import is: a run with a number, which every row that it adds carries, so that it can be taken back; and the
-- invoice at its source of which an order is a line, so that another file's lines are compared with what is stored.
create table import_runs (
  run           integer generated always as identity primary key,
  file          varchar(500) not null,
  digest        char(64),
  profile       varchar(100) not null,
  via           varchar(20) not null,
  runner        varchar(100) not null,
  lines         bigint not null default 0,
  orders        bigint not null default 0,
  rejected      bigint not null default 0,
  already_there bigint not null default 0,
  differing     bigint not null default 0,
  stored        bigint not null default 0,
  amount        bigint not null default 0,
  started_at    timestamptz not null default now(),
  finished_at   timestamptz,
  undo_began_at timestamptz,
  undone_at     timestamptz
);
comment on column import_runs.digest is 'SHA-256 of the file; null for a pipe. An unfinished run of the same file goes on';
comment on column import_runs.runner is 'Who works on it: a process that finds another name here has been replaced, and stops';
comment on column import_runs.undo_began_at is 'Set before the first row is taken back: what still arrives through the log is not stored';
create index import_runs_digest on import_runs (digest) where finished_at is null and undo_began_at is null;

-- Invoices of which lines could not be read: a mended file may add as many to what is stored.
create table import_gaps (
  run     integer not null references import_runs (run) on delete cascade,
  invoice varchar(100) not null,
  lines   integer not null,
  primary key (invoice, run)
);

alter table users add column import_run integer;
alter table products add column import_run integer;
alter table orders add column invoice varchar(100), add column import_run integer;
create index users_import_run on users (import_run) where import_run is not null;
create index products_import_run on products (import_run) where import_run is not null;
create index orders_import_run on orders (import_run) where import_run is not null;
create index orders_invoice on orders (invoice, import_run) where invoice is not null;
comment on column orders.invoice is 'Number of the order or invoice at its source, of which this is a line';
comment on column orders.import_run is 'The import that added it; null for one that came another way';

-- What a shop system tells by webhooks: each delivery once, and each purchase as far as it is known.
create table webhook_deliveries (
  source      varchar(20) not null,
  delivery_id varchar(100) not null,
  received_at timestamptz not null default now(),
  primary key (source, delivery_id)
);
create index webhook_deliveries_received_at on webhook_deliveries (received_at);
create table webhook_purchases (
  source      varchar(20) not null,
  purchase_id varchar(100) not null,
  purchase    jsonb not null,
  updated_at  timestamptz not null default now(),
  primary key (source, purchase_id)
);

-- Earlier imports named a line invoice-product-place.
update orders set invoice = split_part(order_id, '-', 1)
where payment_method = 'UNKNOWN' and order_id ~ '^[A-Za-z0-9]{1,20}-.*-[0-9]{1,6}$'
  and starts_with(order_id, split_part(order_id, '-', 1) || '-' || product_id || '-');
update pending_orders set payload = payload || jsonb_build_object('invoice', split_part(order_id, '-', 1))
where payload->>'payment_method' = 'UNKNOWN' and order_id ~ '^[A-Za-z0-9]{1,20}-.*-[0-9]{1,6}$'
  and starts_with(order_id, split_part(order_id, '-', 1) || '-' || product_id || '-');
