-- What phones received in a store, for its confidence model to learn from. It is nobody's: no row says whose phone it
-- was, and its time is that of the hour.
create table confidence_readings (
  id       uuid primary key default gen_random_uuid(),
  store_id varchar(64) not null,
  heard_at timestamptz not null,
  moments  jsonb not null
);
create index confidence_readings_store on confidence_readings (store_id, heard_at);
create index confidence_readings_heard_at on confidence_readings (heard_at);
comment on column confidence_readings.moments is '[{seconds, levels: {beacon: dBm}}], the oldest first';

create table confidence_sets (
  store_id   varchar(64) not null,
  version    integer not null check (version > 0),
  parameters jsonb not null,
  state      text not null check (state in ('live', 'retired', 'refused', 'rolled_back')),
  learned_at timestamptz not null,
  moments    integer not null check (moments >= 0),
  before     jsonb not null,
  after      jsonb not null,
  reason     text,
  primary key (store_id, version)
);
create unique index confidence_sets_live on confidence_sets (store_id) where state = 'live';
comment on table confidence_sets is 'Parameters of the confidence model that a store has learned; without a live one the default holds';
comment on column confidence_sets.before is 'Figures of the held-back readings by the set that was live; "after" by this one';

-- A store's new id is its readings' and sets' too: rename_id notes every renaming here.
create function confidence_of_renamed_store() returns trigger language plpgsql as $$
begin
  update confidence_readings set store_id = new.id where store_id = new.spelling;
  update confidence_sets set store_id = new.id
  where store_id = new.spelling and not exists (select from confidence_sets where store_id = new.id);
  return null;
end $$;
create trigger id_spellings_confidence after insert or update on id_spellings
  for each row when (new.kind = 'store' and not new.open) execute function confidence_of_renamed_store();
