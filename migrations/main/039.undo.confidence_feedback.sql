drop function rename_id;
alter function rename_id_without_feedback(text, text, text, text) rename to rename_id;
comment on function rename_id is 'Decides on a row of id_spellings; see docs/operations.md';
create or replace function confidence_of_renamed_store() returns trigger language plpgsql as $$
begin
  update confidence_readings set store_id = new.id where store_id = new.spelling;
  update confidence_sets set store_id = new.id
  where store_id = new.spelling and not exists (select from confidence_sets where store_id = new.id);
  return null;
end $$;
-- An earlier version would take a recalibrated set for a learned one.
delete from confidence_sets where recalibrates is not null;
alter table confidence_sets drop column recalibrates;
drop table confidence_feedback;
