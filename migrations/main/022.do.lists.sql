-- Lists by keyset: each sort with the id that makes it unique.
create index users_created_at on users (created_at, user_id);
create index products_created_at on products (created_at, product_id);
-- Also for queries over all products, of which products_best_sellers has a part.
create index products_order_count on products (order_count, product_id);
drop index orders_product;
create index orders_product_created_at on orders (product_id, created_at);
