-- No order without its user and product, checked once a statement instead of by two foreign keys, which locked a user and
-- a product for every row: two thirds of what storing it cost. Instead, whoever inserts orders shares an advisory lock
-- until it commits (LOCKS.orders; every writer of ours has it already), and whoever deletes users or products or changes
-- a key has it alone; so one of two always sees what the other did. That needs a snapshot taken after the lock, which
-- READ COMMITTED alone gives: above it inserts lock the rows that they name, and a deletion is refused.
alter table orders drop constraint orders_user_id_fkey, drop constraint orders_product_id_fkey;

create function refuse_orphan(p_key text, p_id text, p_does text) returns void language plpgsql as $$
begin
  raise foreign_key_violation using
    message = format('an order %s: %s=%s', p_does, p_key, p_id), table = 'orders', column = p_key,
    constraint = format('orders_%s_fkey', p_key);
end $$;

-- Nested loops: the cost is that of the statement's rows, however many users there are.
create function check_new_orders() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  missing text;
begin
  -- Others wait: a session that is left open must not keep them.
  if current_setting('idle_in_transaction_session_timeout') = '0' then
    perform set_config('idle_in_transaction_session_timeout', '30s', true);
  end if;
  perform pg_advisory_xact_lock_shared(7150001);
  if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
    perform from users where user_id in (select user_id from fresh) order by user_id for key share;
    perform from products where product_id in (select product_id from fresh) order by product_id for key share;
  end if;
  select user_id into missing from (select distinct user_id from fresh) f
  where not exists (select from users u where u.user_id = f.user_id) limit 1;
  if found then
    perform refuse_orphan('user_id', missing, 'names a user that is not stored');
  end if;
  select product_id into missing from (select distinct product_id from fresh) f
  where not exists (select from products p where p.product_id = f.product_id) limit 1;
  if found then
    perform refuse_orphan('product_id', missing, 'names a product that is not stored');
  end if;
  return null;
end $$;
create trigger orders_check after insert on orders referencing new table as fresh for each statement
  execute function check_new_orders();

-- Before a row is locked, so that nobody who holds the lock waits for one.
create function lock_orders_alone() returns trigger language plpgsql as $$
begin
  if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
    raise feature_not_supported using
      message = format('cannot delete or rename %s under %s', tg_table_name, current_setting('transaction_isolation')),
      hint = 'Use READ COMMITTED: an older snapshot would not show the newest orders.';
  end if;
  if current_setting('idle_in_transaction_session_timeout') = '0' then
    perform set_config('idle_in_transaction_session_timeout', '30s', true);
  end if;
  perform pg_advisory_xact_lock(7150001);
  return null;
end $$;
create trigger orders_rename before update of user_id, product_id on orders
  for each statement execute function lock_orders_alone();
create trigger users_remove before delete or update of user_id on users
  for each statement execute function lock_orders_alone();
create trigger products_remove before delete or update of product_id on products
  for each statement execute function lock_orders_alone();

create function check_renamed_order() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  if not exists (select from users where user_id = new.user_id) then
    perform refuse_orphan('user_id', new.user_id, 'names a user that is not stored');
  end if;
  if not exists (select from products where product_id = new.product_id) then
    perform refuse_orphan('product_id', new.product_id, 'names a product that is not stored');
  end if;
  return null;
end $$;
create trigger orders_rename_check after update of user_id, product_id on orders
  for each row execute function check_renamed_order();

create function keep_ordered_user() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  if exists (select from orders where user_id = old.user_id)
    and not exists (select from users where user_id = old.user_id) then
    perform refuse_orphan('user_id', old.user_id, 'names the user that would be gone');
  end if;
  return null;
end $$;
create trigger users_kept after delete or update of user_id on users
  for each row execute function keep_ordered_user();

create function keep_ordered_product() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  if exists (select from orders where product_id = old.product_id)
    and not exists (select from products where product_id = old.product_id) then
    perform refuse_orphan('product_id', old.product_id, 'names the product that would be gone');
  end if;
  return null;
end $$;
create trigger products_kept after delete or update of product_id on products
  for each row execute function keep_ordered_product();

create function keep_ordered() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  if exists (select from orders) then
    -- As the server does where it knows of the keys.
    raise feature_not_supported using message = format('cannot truncate %s: there are orders', tg_table_name),
      hint = 'Truncate orders in the same statement.';
  end if;
  return null;
end $$;
create trigger users_kept_whole after truncate on users for each statement execute function keep_ordered();
create trigger products_kept_whole after truncate on products for each statement execute function keep_ordered();

-- Declared for whoever reads the catalogue, where the server can hold it unenforced.
do $$
begin
  if current_setting('server_version_num')::int >= 180000 then
    execute 'alter table orders
      add constraint orders_user_id_fkey foreign key (user_id) references users (user_id) not enforced,
      add constraint orders_product_id_fkey foreign key (product_id) references products (product_id) not enforced';
  end if;
end $$;
