-- How each member came by the grade, whoever changed it: the grade updater, a history, an administrator.
create table grade_changes (
  id         bigint generated always as identity primary key,
  user_id    varchar(50) not null references users (user_id) on delete cascade,
  from_grade varchar(20) not null,
  to_grade   varchar(20) not null,
  changed_at timestamptz not null default now()
);
create index grade_changes_user on grade_changes (user_id, id);

create function note_grade_change() returns trigger language plpgsql as $$
begin
  insert into grade_changes (user_id, from_grade, to_grade) values (new.user_id, old.grade, new.grade);
  return null;
end $$;
create trigger users_grade_changed after update of grade on users
  for each row when (old.grade <> new.grade) execute function note_grade_change();

-- Two spellings that become one member keep what both were. Within the function as it is, whatever it became since 013.
do $$
begin
  execute replace(
    pg_get_functiondef('rename_id_without_links'::regproc),
    'insert into grading_due (user_ids) values (array[p_to]);',
    'insert into grading_due (user_ids) values (array[p_to]);
    update grade_changes set user_id = p_to where user_id = p_from;'
  );
end $$;
