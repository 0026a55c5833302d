alter table supplier_orders drop column cancel_asked_at;
