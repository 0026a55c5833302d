-- What the grade updater has to look at again, so that a run costs what has changed and not all orders of six months.

-- The last run that was finished, and the last one that looked at everybody.
create table grading_runs (
  only_row boolean primary key default true check (only_row),
  as_of    timestamptz not null,
  whole_at timestamptz not null
);

-- Users whose standing or grade may have changed since; taken out by the run that looks at them. Appended only: a row for
-- each user would have to be found and locked by every batch of orders.
create table grading_due (
  user_ids text[] not null
);
comment on table grading_due is 'New orders come from order_effects when they are added to the totals, all else from triggers';
alter table grading_due alter column user_ids set storage external;

create function note_grading_due() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'users' then
    insert into grading_due (user_ids) values (array[new.user_id]);
  else
    insert into grading_due (user_ids) values (array[old.user_id]);
  end if;
  return null;
end $$;

-- A grade that is not the lowest has to be earned anew, and falls one step a run. Whoever set it.
create trigger users_grading_due after insert or update of grade on users
  for each row when (new.grade <> 'BRONZE') execute function note_grading_due();
create trigger orders_grading_due after delete or update of user_id, quantity, total_amount, created_at on orders
  for each row execute function note_grading_due();

-- With what a standing is made of in the index, nobody's orders are looked up one by one all over the table.
drop index orders_user_created_at;
create index orders_user_created_at on orders (user_id, created_at) include (total_amount, quantity);
