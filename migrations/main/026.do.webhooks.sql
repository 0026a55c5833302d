-- Webhooks: who is to be told of what, and what each is still to be told. An event is added by the transaction that
-- stores what it tells of, once for each active subscription to its type.
create table webhook_subscriptions (
  id                    uuid primary key,
  url                   varchar(2000) not null,
  description           varchar(200) not null,
  event_types           text[] not null check (cardinality(event_types) > 0),
  status                varchar(20) not null check (status in ('ACTIVE', 'DISABLED')),
  disabled_reason       varchar(20) check (disabled_reason in ('requested', 'gone', 'failing')),
  failing_since         timestamptz,
  secret_version        integer not null check (secret_version > 0),
  previous_secret_until timestamptz,
  created_at            timestamptz not null,
  updated_at            timestamptz not null,
  check ((status = 'DISABLED') = (disabled_reason is not null))
);
create index webhook_subscriptions_created_at on webhook_subscriptions (created_at, id);
comment on column webhook_subscriptions.secret_version is 'The secret is made from it, the id and ERASURE_KEY; it is stored nowhere';

create table webhook_outbox (
  id              bigint generated always as identity primary key,
  subscription_id uuid not null,
  event_id        uuid not null,
  event_type      varchar(50) not null,
  subject         varchar(120),
  data            jsonb not null,
  occurred_at     timestamptz not null default now(),
  state           varchar(10) not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'FAILED')),
  attempts        integer not null default 0,
  next_attempt_at timestamptz default now(),
  last_attempt_at timestamptz,
  last_status     smallint,
  last_error      varchar(500),
  check ((state = 'PENDING') = (next_attempt_at is not null))
) with (autovacuum_vacuum_scale_factor = 0.05);
create index webhook_outbox_subscription on webhook_outbox (subscription_id, id);
create index webhook_outbox_due on webhook_outbox (subscription_id, next_attempt_at, id) where state = 'PENDING';
create index webhook_outbox_subject on webhook_outbox (subject) where subject is not null;
-- Events of other databases may come again.
create unique index webhook_outbox_event on webhook_outbox (event_id, subscription_id) where event_type = 'listing.published';
comment on column webhook_outbox.subscription_id is 'Not a reference, which would lock the subscription for each event';
comment on column webhook_outbox.subject is 'Whom it is about, user:ID or customer:ID: gone with the person';
comment on column webhook_outbox.event_id is 'The webhook-id: the same for every subscription and attempt';

create function rfc3339(at timestamptz) returns text language sql stable strict parallel safe as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- What events tell of an order.
create function order_event(
  order_id text, user_id text, product_id text, quantity integer, total_amount integer, category text, status text,
  created_at timestamptz
) returns jsonb language sql stable parallel safe as $$
  select jsonb_build_object('orderId', order_id, 'userId', user_id, 'productId', product_id, 'quantity', quantity,
    'totalAmount', total_amount, 'category', category, 'status', status, 'createdAt', rfc3339(created_at))
$$;

-- Whoever stores them, by COPY or by hand; not those that a transaction with tillstream.webhooks 'off' invents.
create function tell_of_stored_orders() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  insert into webhook_outbox (subscription_id, event_id, event_type, subject, data)
  select s.id, md5(format('order.stored %s %s', f.order_id, now()))::uuid, 'order.stored', 'user:' || f.user_id,
    order_event(f.order_id, f.user_id, f.product_id, f.quantity, f.total_amount, f.category, f.status, f.created_at)
  from webhook_subscriptions s cross join fresh f
  where s.status = 'ACTIVE' and 'order.stored' = any (s.event_types);
  return null;
end $$;
create trigger orders_told after insert on orders referencing new table as fresh for each statement
  when (current_setting('tillstream.webhooks', true) is distinct from 'off') execute function tell_of_stored_orders();

create function tell_of_order_status() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  event uuid := gen_random_uuid();
begin
  insert into webhook_outbox (subscription_id, event_id, event_type, subject, data)
  select id, event, 'order.status_changed', 'user:' || new.user_id, order_event(
    new.order_id, new.user_id, new.product_id, new.quantity, new.total_amount, new.category, new.status, new.created_at)
    || jsonb_build_object('previousStatus', old.status)
  from webhook_subscriptions where status = 'ACTIVE' and 'order.status_changed' = any (event_types);
  return null;
end $$;
create trigger orders_status_told after update of status on orders
  for each row when (old.status <> new.status) execute function tell_of_order_status();
