drop table erased_customers, customer_identities, beacons, customers;
drop function create_identity_partitions, record_identity;
