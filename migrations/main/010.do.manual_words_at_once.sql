-- A search for words reads the index's list of what is not sorted in yet from its beginning to its end, once for each word:
-- up to 4 MB, and as long as nobody vacuums. With 100,000 passages that was two milliseconds a word, three quarters of the
-- whole look. Manuals are read far more often than they are loaded, so they are sorted in at once.
alter index manual_contents_words set (fastupdate = off);
-- What the list holds already stays there until it is sorted in.
select gin_clean_pending_list('manual_contents_words');
