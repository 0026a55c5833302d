drop table store_reports, business_days, sales, stores;
