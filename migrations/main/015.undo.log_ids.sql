alter table consumer_offsets drop column log_id;
