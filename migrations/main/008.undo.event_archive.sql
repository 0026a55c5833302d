drop table event_archive_customers, event_archives, customer_keys;
