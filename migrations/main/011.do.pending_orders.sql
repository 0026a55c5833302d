-- The field's words for two tables: orders that wait for their user or product are pending, and what stored orders add to
-- products, users and daily totals are deltas. Nothing but names changes.
alter table waiting_orders rename to pending_orders;
alter index waiting_orders_pkey rename to pending_orders_pkey;
alter index waiting_orders_received_at rename to pending_orders_received_at;

alter table order_effects rename to order_deltas;
alter index order_effects_pkey rename to order_deltas_pkey;
alter sequence order_effects_id_seq rename to order_deltas_id_seq;
comment on table grading_due is 'New orders come from order_deltas when they are added to the totals, all else from triggers';
