alter table orders drop constraint if exists orders_user_id_fkey, drop constraint if exists orders_product_id_fkey;
drop trigger users_kept_whole on users;
drop trigger products_kept_whole on products;
drop trigger users_kept on users;
drop trigger products_kept on products;
drop trigger orders_rename_check on orders;
drop trigger users_remove on users;
drop trigger products_remove on products;
drop trigger orders_rename on orders;
drop trigger orders_check on orders;
drop function keep_ordered();
drop function keep_ordered_product();
drop function keep_ordered_user();
drop function check_renamed_order();
drop function lock_orders_alone();
drop function check_new_orders();
drop function refuse_orphan(text, text, text);
alter table orders
  add constraint orders_user_id_fkey foreign key (user_id) references users (user_id),
  add constraint orders_product_id_fkey foreign key (product_id) references products (product_id);
