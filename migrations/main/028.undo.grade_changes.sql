do $$
begin
  execute replace(
    pg_get_functiondef('rename_id_without_links'::regproc),
    '
    update grade_changes set user_id = p_to where user_id = p_from;',
    ''
  );
end $$;
drop trigger users_grade_changed on users;
drop function note_grade_change();
drop table grade_changes;
