-- What has ended leaves its name to another.
alter table supplier_accounts drop constraint supplier_accounts_supplier_name_key;
create unique index supplier_accounts_living_name on supplier_accounts (supplier, name) where status <> 'CLOSED';
