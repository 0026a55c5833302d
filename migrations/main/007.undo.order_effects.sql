-- Whatever is noted is added first: without it the totals would stay wrong.
do $$ begin
  if exists (select from order_effects) then
    raise exception 'order_effects still holds what totals lack: let a consumer run until it is empty';
  end if;
end $$;
drop table order_effects;
