-- Where a customer truly was at an identification, as a till's receipt says. It is the customer's: gone with the row.
create table confidence_feedback (
  customer_id varchar(64) not null references customers (customer_id) on delete cascade,
  detected_at timestamptz not null,
  store_id    varchar(64) not null,
  beacon_id   varchar(64) not null,
  place       varchar(64) not null,
  share       double precision not null check (share >= 0 and share <= 1),
  base        integer not null check (base >= 0),
  told_at     timestamptz not null,
  primary key (customer_id, detected_at)
);
create index confidence_feedback_store on confidence_feedback (store_id, base, told_at);
create index confidence_feedback_told_at on confidence_feedback (told_at);
comment on column confidence_feedback.beacon_id is 'What was answered; "place" is the beacon of the place that was told';
comment on column confidence_feedback.share is 'Of the answer, before calibration';
comment on column confidence_feedback.base is 'The learned set that answered, 0 for the configured parameters';

alter table confidence_sets add column recalibrates integer check (recalibrates >= 0);
comment on column confidence_sets.recalibrates is
  'The set whose answers it recalibrates by what was told, 0 for the configured parameters; null: learned from readings';

create or replace function confidence_of_renamed_store() returns trigger language plpgsql as $$
begin
  update confidence_readings set store_id = new.id where store_id = new.spelling;
  update confidence_feedback set store_id = new.id where store_id = new.spelling;
  update confidence_sets set store_id = new.id
  where store_id = new.spelling and not exists (select from confidence_sets where store_id = new.id);
  return null;
end $$;

-- What was told goes with a customer's old row, and comes back under the new id.
alter function rename_id(text, text, text, text) rename to rename_id_without_feedback;
create function rename_id(p_kind text, p_from text, p_to text, p_store_id text default '') returns void
language plpgsql as $$
declare
  told confidence_feedback[];
begin
  if p_kind = 'customer' then
    select array_agg(f) into told from confidence_feedback f where customer_id = p_from;
  end if;
  perform rename_id_without_feedback(p_kind, p_from, p_to, p_store_id);
  insert into confidence_feedback
  select p_to, detected_at, store_id, beacon_id, place, share, base, told_at from unnest(told)
  on conflict do nothing;
end $$;
comment on function rename_id is 'Decides on a row of id_spellings; see docs/operations.md';
