drop table erasure_key;
drop table erased_users;
