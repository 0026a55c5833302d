drop index orders_user_created_at;
create index orders_user_created_at on orders (user_id, created_at);
drop trigger orders_grading_due on orders;
drop trigger users_grading_due on users;
drop function note_grading_due();
drop table grading_due, grading_runs;
