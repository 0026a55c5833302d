-- What stored orders add to the totals is computed where they are stored: whoever inserts them, by COPY or by hand. One
-- delta a statement; a writer that records its own sets tillstream.deltas to 'off' for its transaction.
create function record_order_delta() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  if not exists (select from fresh) then
    return null;
  end if;
  insert into order_deltas
    (product_ids, sold, taken, user_ids, ordered_at, days, categories, lines, orders, units, amounts)
  select p.ids, p.sold, p.taken, u.ids, u.at, d.days, d.categories, d.lines, d.orders, d.units, d.amounts
  from
    (select coalesce(array_agg(product_id), '{}') as ids, coalesce(array_agg(sold), '{}') as sold,
        coalesce(array_agg(taken), '{}') as taken
      from (
        select product_id, count(*) filter (where quantity > 0)::int as sold,
          coalesce(sum(quantity) filter (where import_run is null and selection is null), 0)::int as taken
        from fresh where not reversed group by 1) x) p,
    (select array_agg(user_id) as ids, array_agg(at) as at
      from (select user_id, max(created_at) filter (where quantity > 0 and not reversed) as at from fresh group by 1) x) u,
    (select array_agg(day) as days, array_agg(category) as categories, array_agg(lines) as lines,
        array_agg(orders) as orders, array_agg(units) as units, array_agg(amount) as amounts
      from (
        select (created_at at time zone 'Asia/Seoul')::date as day,
          coalesce(category, (select of.category from products of where of.product_id = f.product_id)) as category,
          count(*) as lines, count(*) filter (where quantity > 0 and not reversed) as orders,
          coalesce(sum(quantity) filter (where not reversed), 0)::bigint as units,
          coalesce(sum(total_amount) filter (where not reversed), 0)::bigint as amount
        from fresh f group by 1, 2) x) d;
  -- Only another program leaves it out.
  if exists (select from fresh where category is null) then
    update orders o set category = p.category from fresh f join products p using (product_id)
    where f.category is null and o.order_id = f.order_id;
  end if;
  return null;
end $$;
create trigger orders_delta after insert on orders referencing new table as fresh for each statement
  when (current_setting('tillstream.deltas', true) is distinct from 'off') execute function record_order_delta();
