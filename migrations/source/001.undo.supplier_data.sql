drop table inbox, outbox, supplier_rejects, supplier_category_raw, supplier_qna_raw, supplier_order_raw,
  supplier_item_raw, supplier_raw_fetch_log, supplier_sync_state, supplier_sync_jobs, supplier_accounts;
