drop index supplier_orders_waiting;
create index supplier_orders_waiting on supplier_orders (created_at) where status in ('WAITING', 'PLACING');
update supplier_orders set status = case status when 'CONFIRMED' then 'PLACED' else 'CANCELLED' end
  where status in ('CONFIRMED', 'CANCELLING', 'TO_RETURN');
alter table supplier_orders
  drop constraint supplier_orders_status_check,
  add constraint supplier_orders_status_check
    check (status in ('WAITING', 'PLACING', 'PLACED', 'SHIPPED', 'DELIVERED', 'REFUSED', 'CANCELLED'));

update orders set status = 'CANCELLED' where status in ('UNFULFILLABLE', 'TO_RETURN');
alter table orders
  drop column problem,
  drop constraint orders_status_check,
  add constraint orders_status_check
    check (status in ('PAID', 'ORDERED', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'RETURNED'));

drop index market_listings_waiting;
update market_listings set status = 'CLOSED' where status = 'CLOSING';
alter table market_listings
  drop column product_version,
  drop column fixed_price,
  drop column revision,
  drop column published_revision,
  add column published_hash char(64) check (published_hash ~ '^[0-9a-f]{64}$'),
  drop constraint market_listings_status_check,
  add constraint market_listings_status_check
    check (status in ('DRAFT', 'PUBLISHING', 'PUBLISHED', 'PAUSED', 'REFUSED', 'CLOSED'));
comment on column market_listings.published_hash is 'What the market has; another content_hash means a change waits';
create index market_listings_waiting on market_listings (updated_at)
  where status in ('DRAFT', 'PUBLISHING') or content_hash is distinct from published_hash;

alter table market_accounts drop column orders_round_began_at;
