drop table outbox, consumer_offsets, waiting_orders, daily_sales, orders, products, users;
