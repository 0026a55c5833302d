-- What stored orders add to products, users and daily totals, noted in the transaction that stores them and added there
-- in bulk. Adding in place, batch by batch, made every batch wait for the one before it: all of them change the same best
-- sellers and the same day. One row is one batch, its columns lists in three groups.
create table order_effects (
  id          bigint generated always as identity primary key,
  product_ids text[] not null,
  sold        integer[] not null,
  user_ids    text[] not null,
  ordered_at  timestamptz[] not null,
  days        date[] not null,
  categories  text[] not null,
  lines       bigint[] not null,
  orders      bigint[] not null,
  units       bigint[] not null,
  amounts     bigint[] not null
);
comment on column order_effects.sold is 'Orders of the product at the same place in product_ids';
comment on column order_effects.ordered_at is 'When the user at the same place in user_ids ordered';
comment on column order_effects.days is 'Days of Seoul; categories to amounts go with them';
-- Read once and deleted: compressing it would be for nothing.
alter table order_effects
  alter column product_ids set storage external,
  alter column sold set storage external,
  alter column user_ids set storage external,
  alter column ordered_at set storage external;
