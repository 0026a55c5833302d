alter table supplier_accounts drop column protocol;
