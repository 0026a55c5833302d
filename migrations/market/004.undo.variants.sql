-- Listings that have ended give way to the living; what refers to them refers to nothing that was listed from here.
create temporary table in_the_way on commit drop as
  select l.id from market_listings l
  where exists (select from market_listings o where o.market_account_id = l.market_account_id and o.id <> l.id
    and (o.product_id = l.product_id or o.external_id = l.external_id)
    and (o.status not in ('CLOSING', 'CLOSED'), o.created_at, o.id) >
      (l.status not in ('CLOSING', 'CLOSED'), l.created_at, l.id));
update orders set listing_id = null where listing_id in (select id from in_the_way);
delete from market_listings where id in (select id from in_the_way);
drop index market_listings_living_product, market_listings_living_external_id, market_listings_external_id;
alter table market_listings
  add unique (market_account_id, product_id),
  add unique (market_account_id, external_id);

update market_accounts a set name = left(name, 60) || ' ' || id
  where status = 'CLOSED' and exists (select from market_accounts o
    where o.market = a.market and o.name = a.name and o.id <> a.id);
drop index market_accounts_living_name;
alter table market_accounts add unique (market, name);

alter table market_listings drop column variants;
alter table supplier_orders drop column variant;
