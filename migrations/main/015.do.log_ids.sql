-- A topic that is made anew, or another cluster's, has another id: its offsets are not those that were stored.
alter table consumer_offsets add column log_id varchar(200);
