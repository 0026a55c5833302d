drop trigger customer_identities_place on customer_identities;
alter table customer_identities alter column event_id drop default;
drop function identity_place();
drop trigger beacons_location on beacons;
drop function beacon_location();
drop trigger products_list_price on products;
drop function product_list_price();
alter table orders
  alter column payment_method drop default,
  alter column status drop default,
  alter column created_at drop default;
alter table products alter column created_at drop default;
alter table users
  alter column created_at drop default,
  alter column random_seed drop default;
