-- Histories that were written into the shop, and how far each is.
create table history_runs (
  seed           varchar(20) primary key,
  first_day      date not null,
  days           integer not null,
  orders_per_day integer not null,
  users          integer not null,
  products       integer not null,
  until          timestamptz,
  next_day       date not null,
  orders         bigint not null default 0,
  amount         bigint not null default 0,
  runner         varchar(100) not null,
  started_at     timestamptz not null default now(),
  finished_at    timestamptz
);
comment on column history_runs.until is 'Where it ends; null until the last day, where it meets the live orders or the present';
comment on column history_runs.next_day is 'The first day of Seoul that is not stored; moved by the transaction that stores a day';
comment on column history_runs.runner is 'Who writes it: a process that finds another name here has been replaced, and stops';
