-- One person, product or order has one id however a system spells it: ids are NFC, without white space around them. The
-- program takes them so from now on; here is what earlier versions stored otherwise.
--
-- Where two spellings of one id are stored, nothing is merged: they stay, and wait in id_spellings for a decision.

-- The program's `canonicalId`: what JavaScript's normalize and trim make of it.
create function canonical_id(id text) returns text language sql immutable strict parallel safe as $$
  select case when id ~ '^[!-~]*$' then id else btrim(
    normalize(id, NFC),
    E' \t\n\u000b\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'
  ) end
$$;

-- An erased customer's digest may be of either form of the id.
create function customer_digests(customer_id text) returns bytea[] language sql immutable strict parallel safe as $$
  select case when customer_id ~ '^[!-~]*$' then array[sha256(convert_to(customer_id, 'UTF8'))]
    else array[sha256(convert_to(normalize(customer_id, NFC), 'UTF8')), sha256(convert_to(normalize(customer_id, NFD), 'UTF8'))]
  end
$$;

create table id_spellings (
  kind     text not null check (kind in ('customer', 'user', 'product', 'order', 'sale', 'store')),
  store_id text not null default '',
  spelling text not null,
  id       text not null,
  open     boolean not null,
  found_at timestamptz not null default now(),
  primary key (kind, store_id, spelling)
);
create index id_spellings_id on id_spellings (kind, id);
comment on table id_spellings is 'Ids that were stored in another spelling than the one they have now';
comment on column id_spellings.store_id is 'Of a sale, whose id is its store''s; otherwise empty';
comment on column id_spellings.open is
  'Stored under both: decide with rename_id(kind, spelling, id). The same thing: rename it to its id, which merges the two. Another thing: rename it to an id of its own';

-- Gives what is stored under one id another one; where that exists, the two become one. An order or a sale is never
-- merged: its new id must be free.
create function rename_id(p_kind text, p_from text, p_to text, p_store_id text default '') returns void
language plpgsql as $$
begin
  if p_to <> canonical_id(p_to) or p_to = '' or p_from = p_to then
    raise exception 'the id "%" can''t be the new one: it is empty, the old one, or not in its one spelling', p_to;
  end if;
  case p_kind
  when 'customer' then
    insert into customers as known
    select (jsonb_populate_record(null::customers, to_jsonb(c) || jsonb_build_object('customer_id', p_to))).*
    from customers c where customer_id = p_from
    on conflict (customer_id) do update set last_seen = greatest(known.last_seen, excluded.last_seen),
      created_at = least(known.created_at, excluded.created_at), preferences = excluded.preferences || known.preferences;
    delete from customer_identities i where customer_id = p_from and exists (
      select from customer_identities other where other.customer_id = p_to and other.detected_at = i.detected_at);
    update customer_identities set customer_id = p_to where customer_id = p_from;
    delete from customers where customer_id = p_from;
  when 'user' then
    insert into users as known
    select (jsonb_populate_record(null::users, to_jsonb(u) || jsonb_build_object('user_id', p_to))).*
    from users u where user_id = p_from
    on conflict (user_id) do update set created_at = least(known.created_at, excluded.created_at),
      last_ordered_at = greatest(known.last_ordered_at, excluded.last_ordered_at);
    update orders set user_id = p_to where user_id = p_from;
    update pending_orders set user_id = p_to, payload = jsonb_set(payload, '{userId}', to_jsonb(p_to))
    where user_id = p_from;
    update order_deltas set user_ids = array_replace(user_ids, p_from, p_to) where p_from = any (user_ids);
    update grading_due set user_ids = array_replace(user_ids, p_from, p_to) where p_from = any (user_ids);
    insert into grading_due (user_ids) values (array[p_to]);
    delete from users where user_id = p_from;
  when 'product' then
    insert into products as known
    select (jsonb_populate_record(null::products, to_jsonb(p) || jsonb_build_object('product_id', p_to))).*
    from products p where product_id = p_from
    on conflict (product_id) do update set created_at = least(known.created_at, excluded.created_at),
      order_count = known.order_count + excluded.order_count;
    update orders set product_id = p_to where product_id = p_from;
    update pending_orders set product_id = p_to, payload = jsonb_set(payload, '{productId}', to_jsonb(p_to))
    where product_id = p_from;
    update order_deltas set product_ids = array_replace(product_ids, p_from, p_to) where p_from = any (product_ids);
    delete from products where product_id = p_from;
  when 'order' then
    update orders set order_id = p_to where order_id = p_from;
    update pending_orders set order_id = p_to, payload = jsonb_set(payload, '{orderId}', to_jsonb(p_to))
    where order_id = p_from;
  when 'sale' then
    update sales set sale_id = p_to where store_id = p_store_id and sale_id = p_from;
  when 'store' then
    update beacons set store_id = p_to, updated_at = clock_timestamp(), version = nextval('beacon_versions')
    where store_id = p_from;
    update customer_identities set store_id = p_to where store_id = p_from;
  end case;
  insert into id_spellings (kind, store_id, spelling, id, open) values (p_kind, p_store_id, p_from, p_to, false)
  on conflict (kind, store_id, spelling) do update set id = excluded.id, open = false;
end $$;
comment on function rename_id is 'Decides on a row of id_spellings; see docs/operations.md';

with stored (kind, store_id, spelling) as (
  select 'customer', '', customer_id from customers where customer_id !~ '^[!-~]*$'
  union all select 'user', '', user_id from users where user_id !~ '^[!-~]*$'
  union all select 'product', '', product_id from products where product_id !~ '^[!-~]*$'
  union all select 'order', '', order_id from orders where order_id !~ '^[!-~]*$'
  union all select 'order', '', order_id from pending_orders where order_id !~ '^[!-~]*$'
  union all select 'sale', store_id, sale_id from sales where sale_id !~ '^[!-~]*$'
  union all select * from (
    select 'store', '', store_id from beacons where store_id !~ '^[!-~]*$'
    union select 'store', '', store_id from customer_identities where store_id !~ '^[!-~]*$'
  ) stores
), spelled as (
  select kind, store_id, spelling, canonical_id(spelling) as id from stored
), counted as (
  select *, count(*) over (partition by kind, store_id, id) as spellings from spelled
)
insert into id_spellings (kind, store_id, spelling, id, open)
-- Among these are all that have the same id, except one that is written in ASCII: an id with white space around it.
select kind, store_id, spelling, id, spellings > 1 or id = '' or length(id) > length(spelling) or case kind
    when 'customer' then exists (select from customers where customer_id = id)
    when 'user' then exists (select from users where user_id = id)
    when 'product' then exists (select from products where product_id = id)
    when 'order' then exists (select from orders where order_id = id) or exists (select from pending_orders where order_id = id)
    when 'sale' then exists (select from sales s where s.store_id = counted.store_id and sale_id = id)
    else exists (select from beacons b where b.store_id = id)
  end
from counted where spelling <> id;

-- Renaming an order changes nothing that is graded.
select rename_id(kind, spelling, id, store_id) from id_spellings where not open;

-- They wait for a user and a product whose messages are read in the one spelling.
update pending_orders set user_id = canonical_id(user_id), product_id = canonical_id(product_id),
  payload = payload || jsonb_build_object('userId', canonical_id(user_id), 'productId', canonical_id(product_id))
where user_id <> canonical_id(user_id) or product_id <> canonical_id(product_id);

-- As before, but an erasure under either form of the id counts.
create or replace function record_identity(
  p_customer_id varchar, p_beacon_id varchar, p_store_id varchar, p_location varchar, p_location_type varchar,
  p_confidence real, p_detected_at timestamptz, p_event_id uuid, p_preferences jsonb, p_most_preferences integer,
  p_within interval, p_decided_with uuid[], p_topic varchar, p_key bytea, p_value bytea, p_headers bytea,
  out outcome text, out near jsonb
) language plpgsql as $$
declare
  is_new boolean;
  near_events uuid[];
begin
  insert into customers (customer_id, last_seen) values (p_customer_id, p_detected_at)
  on conflict (customer_id) do update set last_seen = excluded.last_seen where false;
  is_new := found;

  select coalesce(jsonb_agg(to_jsonb(i)), '[]'), coalesce(array_agg(i.event_id order by i.event_id), '{}')
  into near, near_events
  from customer_identities i
  where i.customer_id = p_customer_id
    and i.detected_at > p_detected_at - p_within and i.detected_at < p_detected_at + p_within;

  if exists (
    select from erased_customers
    where customer_digest = any (customer_digests(p_customer_id))
      and (readmitted_at is null or readmitted_at > p_detected_at)
  ) then
    outcome := 'customer_erased';
  elsif near_events <> p_decided_with then
    outcome := 'near';
  elsif p_preferences <> '{}' and p_most_preferences < (
    select count(*) from customers c, jsonb_object_keys(c.preferences || p_preferences)
    where c.customer_id = p_customer_id
  ) then
    outcome := 'too_many_preferences';
  else
    outcome := 'stored';
    update customers set last_seen = greatest(last_seen, p_detected_at), preferences = preferences || p_preferences
    where customer_id = p_customer_id and (last_seen < p_detected_at or p_preferences <> '{}');
    insert into customer_identities
      (customer_id, beacon_id, store_id, location, location_type, confidence, detected_at, event_id)
    values (p_customer_id, p_beacon_id, p_store_id, p_location, p_location_type, p_confidence, p_detected_at, p_event_id);
    insert into outbox (topic, key, value, headers) values (p_topic, p_key, p_value, p_headers);
  end if;
  if is_new and outcome <> 'stored' then
    delete from customers where customer_id = p_customer_id;
  end if;
end $$;
