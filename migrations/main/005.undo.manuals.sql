-- The extension stays: others may use it.
drop table manual_embeddings;
drop table manual_words;
drop table manual_chunks;
drop table manual_contents;
drop table manual_versions;
drop table manuals;
