comment on table grading_due is 'New orders come from order_effects when they are added to the totals, all else from triggers';
alter sequence order_deltas_id_seq rename to order_effects_id_seq;
alter index order_deltas_pkey rename to order_effects_pkey;
alter table order_deltas rename to order_effects;

alter index pending_orders_received_at rename to waiting_orders_received_at;
alter index pending_orders_pkey rename to waiting_orders_pkey;
alter table pending_orders rename to waiting_orders;
