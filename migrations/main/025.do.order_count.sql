-- products_best_sellers answers the cache worker alone: it has only goods that were sold. Everybody else asks for the
-- best sellers, or how many products were sold, by the column.
create index products_order_count on products (order_count);
