drop table idempotent_answers;
drop index users_buyers, users_newcomers;
create index users_buyers on users (last_ordered_at, user_id) where last_ordered_at is not null and not is_guest;
create index users_newcomers on users (created_at desc, user_id) where last_ordered_at is null and not is_guest;
-- A look-up again would be read as a time.
update order_deltas set ordered_at = array_replace(ordered_at, '-infinity', null)
  where '-infinity' = any (ordered_at);
comment on column order_deltas.ordered_at is 'When the user at the same place in user_ids ordered';
alter table order_deltas drop column taken;
drop index orders_user_created_at;
create index orders_user_created_at on orders (user_id, created_at) include (total_amount, quantity);
drop trigger orders_reversed_due on orders;
drop trigger orders_reversed on orders;
drop function mark_reversed();
alter table orders drop column reversed;
