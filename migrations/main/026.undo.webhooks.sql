drop trigger orders_status_told on orders;
drop trigger orders_told on orders;
drop function tell_of_order_status, tell_of_stored_orders, order_event, rfc3339;
drop table webhook_outbox, webhook_subscriptions;
