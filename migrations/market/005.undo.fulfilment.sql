drop index supplier_orders_unreported;
alter table supplier_orders drop column shipment_reported_at, drop column shipment_tried_at;
alter table market_accounts drop column products_cursor;
