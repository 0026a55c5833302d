-- Cancelled or returned by its status: such a row counts nowhere. A line of an invoice is taken back by another line of
-- its source, of negative quantity, and so stays. Rows from before count as they did.
alter table orders add column reversed boolean not null default false;
comment on column orders.reversed is 'Cancelled or returned by its status: it counts in no total';

create function mark_reversed() returns trigger language plpgsql as $$
begin
  new.reversed := new.quantity > 0 and new.invoice is null and new.status in ('CANCELLED', 'RETURNED');
  return new;
end $$;
-- None before inserts: COPY would lose its batches.
create trigger orders_reversed before update of status, quantity on orders
  for each row when (new.status in ('CANCELLED', 'RETURNED') or old.reversed) execute function mark_reversed();
create trigger orders_reversed_due after update of status on orders
  for each row when (old.reversed <> new.reversed) execute function note_grading_due();

drop index orders_user_created_at;
create index orders_user_created_at on orders (user_id, created_at) include (total_amount, quantity, reversed);

alter table order_deltas add column taken integer[];
alter table order_deltas alter column taken set storage external;
comment on column order_deltas.taken is 'Pieces of the product at the same place in product_ids that left the stock';
comment on column order_deltas.ordered_at is
  'When the user at the same place in user_ids ordered; -infinity: the last order is to be looked up again';

-- Dormant members are in no pool.
drop index users_buyers, users_newcomers;
create index users_buyers on users (last_ordered_at, user_id)
  where last_ordered_at is not null and not is_guest and status = 'ACTIVE';
create index users_newcomers on users (created_at desc, user_id)
  where last_ordered_at is null and not is_guest and status = 'ACTIVE';

-- Answers of calls with an Idempotency-Key. The digest of the key, the caller's too: neither can be read here.
create table idempotent_answers (
  key_digest  text primary key,
  body_digest text not null,
  status      smallint,
  headers     jsonb,
  body        text,
  created_at  timestamptz not null default now()
);
create index idempotent_answers_created_at on idempotent_answers (created_at);
comment on column idempotent_answers.status is 'Null while the first call is under way';
