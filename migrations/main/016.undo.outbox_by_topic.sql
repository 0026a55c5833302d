drop index outbox_topic;
alter table outbox drop column parked_at, drop column refused_for, drop column refusals;
