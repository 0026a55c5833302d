-- The extension stays: it may have been there before, and others may use it.
drop table inbox, outbox, benchmark_products, benchmark_collect_jobs, supplier_orders, orders, market_listings,
  market_product_raw, market_order_raw, market_accounts;
