-- Suppliers that decide on a cancellation are asked for it, and again for what they have decided.
alter table supplier_orders add column cancel_asked_at timestamptz;
comment on column supplier_orders.cancel_asked_at is 'When a supplier that decides on it was last asked to cancel it';
