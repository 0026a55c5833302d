-- Options are variants with prices and stock of their own, and what has ended leaves its place to another.
alter table market_listings
  drop constraint market_listings_market_account_id_product_id_key,
  drop constraint market_listings_market_account_id_external_id_key;
create unique index market_listings_living_product on market_listings (market_account_id, product_id)
  where status not in ('CLOSING', 'CLOSED');
create unique index market_listings_living_external_id on market_listings (market_account_id, external_id)
  where status not in ('CLOSING', 'CLOSED');
create index market_listings_external_id on market_listings (market_account_id, external_id);

alter table market_accounts drop constraint market_accounts_market_name_key;
create unique index market_accounts_living_name on market_accounts (market, name) where status <> 'CLOSED';

alter table market_listings add column variants jsonb not null default '[]' check (jsonb_typeof(variants) = 'array');
comment on column market_listings.variants is '[{key, attributes: [{name, value}], price, stock}]; price and stock of the row: of the cheapest, of all';
alter table supplier_orders add column variant jsonb;
comment on column supplier_orders.variant is '{key, attributes: [{name, value}]}; null for an item without options';
