alter index manual_contents_words reset (fastupdate);
