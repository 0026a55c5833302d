-- A customer, seen in stores, who agreed to be known as a member of the shop. No reference: the two are of different
-- contexts, and whoever is no member any more is linked to nobody.
alter table customers add column user_id varchar(50);
create index customers_user_id on customers (user_id) where user_id is not null;
comment on column customers.user_id is 'The member of the shop that the customer is, by agreement';

-- Also under a member's earlier spelling, or of a customer who is merged.
alter function rename_id(text, text, text, text) rename to rename_id_without_links;
create function rename_id(p_kind text, p_from text, p_to text, p_store_id text default '') returns void
language plpgsql as $$
declare
  member varchar(50);
begin
  if p_kind = 'customer' then
    select user_id into member from customers where customer_id = p_from;
  end if;
  perform rename_id_without_links(p_kind, p_from, p_to, p_store_id);
  if p_kind = 'customer' then
    update customers set user_id = member where customer_id = p_to and user_id is null;
  elsif p_kind = 'user' then
    update customers set user_id = p_to where user_id = p_from;
  end if;
end $$;
comment on function rename_id is 'Decides on a row of id_spellings; see docs/operations.md';
