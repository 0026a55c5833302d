update supplier_accounts a set name = left(name, 60) || ' ' || id
  where status = 'CLOSED' and exists (select from supplier_accounts o
    where o.supplier = a.supplier and o.name = a.name and o.id <> a.id);
drop index supplier_accounts_living_name;
alter table supplier_accounts add unique (supplier, name);
