-- Each topic is sent on its own; what the log refuses again and again is parked with its cause.
alter table outbox
  add column refusals smallint not null default 0,
  add column refused_for text,
  add column parked_at timestamptz;
create index outbox_topic on outbox (topic, id) where parked_at is null;
