-- What publishing, ordering and their undoing need to be told apart, step by step.
alter table market_accounts add column orders_round_began_at timestamptz;
comment on column market_accounts.orders_round_began_at is 'By the market''s clock; null between two rounds';

alter table market_listings
  drop constraint market_listings_status_check,
  add constraint market_listings_status_check
    check (status in ('DRAFT', 'PUBLISHING', 'PUBLISHED', 'PAUSED', 'REFUSED', 'CLOSING', 'CLOSED')),
  drop column published_hash,
  add column product_version integer not null default 0 check (product_version >= 0),
  add column fixed_price integer check (fixed_price > 0),
  add column revision integer not null default 1 check (revision >= 1),
  add column published_revision integer check (published_revision <= revision);
comment on column market_listings.content_hash is 'SHA-256 of the offer with sorted keys';
comment on column market_listings.product_version is 'products.supplier_version that the offer was made of';
comment on column market_listings.fixed_price is 'Asked for by a person; null follows the product';
comment on column market_listings.published_revision is 'What the market has; another revision means a change waits';
create index market_listings_waiting on market_listings (updated_at, id)
  where status in ('DRAFT', 'PUBLISHING', 'CLOSING')
    or status in ('PUBLISHED', 'PAUSED') and revision is distinct from published_revision;

alter table orders
  drop constraint orders_status_check,
  add constraint orders_status_check check (status in
    ('PAID', 'ORDERED', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'RETURNED', 'UNFULFILLABLE', 'TO_RETURN')),
  add column problem text;
comment on column orders.problem is 'Why a person has to look at it';

alter table supplier_orders
  drop constraint supplier_orders_status_check,
  add constraint supplier_orders_status_check check (status in ('WAITING', 'PLACING', 'PLACED', 'CONFIRMED', 'SHIPPED',
    'DELIVERED', 'REFUSED', 'CANCELLING', 'CANCELLED', 'TO_RETURN'));
drop index supplier_orders_waiting;
create index supplier_orders_waiting on supplier_orders (updated_at, id)
  where status in ('WAITING', 'PLACING', 'CANCELLING');
