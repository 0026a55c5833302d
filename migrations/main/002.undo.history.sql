drop table history_runs;
