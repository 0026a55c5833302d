drop trigger orders_delta on orders;
drop function record_order_delta();
