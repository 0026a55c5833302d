-- Dead letters that were sent again one by one: neither is sent twice, and each says where its record went.
create table redriven_letters (
  topic          text not null,
  partition      integer not null,
  letter_offset  bigint not null,
  log_id         text not null default '',
  redriven_at    timestamptz not null,
  sent_partition integer not null,
  sent_offset    bigint not null,
  primary key (topic, partition, letter_offset, log_id)
);
create index redriven_letters_redriven_at on redriven_letters (redriven_at);
comment on table redriven_letters is 'No content: places in the log alone';
comment on column redriven_letters.log_id is 'Of the log that the offset is in; empty where it has none';
