drop index orders_product_created_at;
create index orders_product on orders (product_id);
drop index products_created_at, users_created_at;
