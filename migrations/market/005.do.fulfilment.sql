-- What marketplaces are told of their orders, and what they have of our products.
alter table market_accounts add column products_cursor text;
comment on column market_accounts.products_cursor is 'Where the pull of products under way goes on; null between two rounds';

alter table supplier_orders
  add column shipment_tried_at timestamptz,
  add column shipment_reported_at timestamptz;
comment on column supplier_orders.shipment_reported_at is
  'When the market took the tracking number; null for a market that asks for none';
create index supplier_orders_unreported on supplier_orders (updated_at, id)
  where tracking_number is not null and shipment_reported_at is null;
