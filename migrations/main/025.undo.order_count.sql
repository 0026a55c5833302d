drop index products_order_count;
