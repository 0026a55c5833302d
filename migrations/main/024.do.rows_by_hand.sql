-- Rows that another program writes with the columns it knows, a person, a product, a beacon or an identification, are
-- rows like any other: what they leave out is filled in here. The program itself writes every column.

alter table users
  alter column created_at set default now(),
  alter column random_seed set default random();

alter table products alter column created_at set default now();

alter table orders
  alter column payment_method set default 'CARD',
  alter column status set default 'PLACED',
  alter column created_at set default now();

-- Without a list price, the selling price is it.
create function product_list_price() returns trigger language plpgsql as $$
begin
  new.org_price := case
    when new.discount_rate > 0 and new.discount_rate < 1 then round(new.price / (1 - new.discount_rate)) else new.price
  end;
  return new;
end $$;
create trigger products_list_price before insert on products for each row when (new.org_price is null)
  execute function product_list_price();

-- A beacon without a location is called by its numbers.
create function beacon_location() returns trigger language plpgsql as $$
begin
  new.location := coalesce(new.location, format('%s/%s', new.major, new.minor));
  new.location_type := coalesce(new.location_type, case
    when new.location ~* '(entrance|입구|출입)' then 'entrance'
    when new.location ~* '(counter|카운터|계산대)' then 'counter'
    else 'table'
  end);
  return new;
end $$;
create trigger beacons_location before insert on beacons
  for each row when (new.location is null or new.location_type is null) execute function beacon_location();

-- As the beacon hangs now.
create function identity_place() returns trigger language plpgsql as $$
begin
  select coalesce(new.store_id, store_id), coalesce(new.location, location), coalesce(new.location_type, location_type)
  into new.store_id, new.location, new.location_type
  from beacons where beacon_id = new.beacon_id;
  return new;
end $$;
alter table customer_identities alter column event_id set default gen_random_uuid();
create trigger customer_identities_place before insert on customer_identities
  for each row when (new.store_id is null or new.location is null or new.location_type is null)
  execute function identity_place();
