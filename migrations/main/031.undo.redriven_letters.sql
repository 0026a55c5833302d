drop table redriven_letters;
