drop trigger id_spellings_confidence on id_spellings;
drop function confidence_of_renamed_store;
drop table confidence_sets;
drop table confidence_readings;
