drop function rename_id;
alter function rename_id_without_links(text, text, text, text) rename to rename_id;
alter table customers drop column user_id;
