-- What was blanked stays so.
alter table market_order_raw drop column erased_at;
alter table orders drop column erased_at, drop column erasure_due_at;
drop table erasure_key, erased_buyers;
