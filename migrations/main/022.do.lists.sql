-- Lists by keyset: each sort with the id that makes it unique.
create index users_created_at on users (created_at, user_id);
create index products_created_at on products (created_at, product_id);
drop index orders_product;
create index orders_product_created_at on orders (product_id, created_at);
