-- Manuals: their versions, the passages these are cut into, and what searches them.

-- Says how to mend what a bare "create extension" would only complain of.
do $$
declare
  installed text := (select extversion from pg_extension where extname = 'vector');
  elsewhere constant text := 'What came before the manuals works without it: migrate up --to 4';
begin
  if installed is null then
    if not exists (select from pg_available_extensions where name = 'vector') then
      raise exception 'pgvector is not on this server: install its package (Debian: postgresql-%-pgvector) or take the image pgvector/pgvector:pg%. %',
        current_setting('server_version_num')::int / 10000, current_setting('server_version_num')::int / 10000, elsewhere;
    end if;
    begin
      create extension vector;
    exception when insufficient_privilege then
      raise exception 'the user % may not install pgvector: let an administrator run "create extension vector" in the database %, once. %',
        current_user, current_database(), elsewhere;
    end;
    installed := (select extversion from pg_extension where extname = 'vector');
  end if;
  if string_to_array(substring(installed from '^\d+\.\d+'), '.')::int[] < array[0, 8] then
    raise exception 'pgvector % is too old, 0.8 is needed: let an administrator run "alter extension vector update" in the database %. %',
      installed, current_database(), elsewhere;
  end if;
end $$;

create table manuals (
  manual_id        varchar(100) primary key,
  created_datetime timestamptz not null default now()
);

-- One text of a manual, or its withdrawal. On a day the version holds that began last, and of those that began on the
-- same day the newest.
create table manual_versions (
  version_id  bigint generated always as identity primary key,
  manual_id   varchar(100) not null references manuals (manual_id) on delete cascade,
  version     integer not null,
  valid_from  date not null,
  valid_until date,
  withdrawn   boolean not null default false,
  fingerprint bytea not null,
  title       varchar(200) not null,
  kind        varchar(50) not null,
  stores      varchar(50)[] not null,
  format      varchar(10) not null check (format in ('markdown', 'text')),
  body        text not null,
  chunk_count integer not null,
  loaded_at   timestamptz not null,
  unique (manual_id, version)
);
comment on column manual_versions.valid_until is
  'The first day on which another version holds; follows from the versions and is kept with them. Equal to valid_from where the version never held';
comment on column manual_versions.stores is 'Whom it concerns; empty for all stores';
comment on column manual_versions.fingerprint is 'SHA-256 of everything that was loaded and of how it is cut: loading the same again changes nothing';
create index manual_versions_held on manual_versions (manual_id, valid_from, version);

-- Unique text, whichever versions have it: it is embedded once and indexed once.
create table manual_contents (
  content_hash bytea primary key,
  headings     text[] not null,
  passage      text not null,
  words        tsvector not null
);
comment on column manual_contents.content_hash is 'SHA-256 of headings and passage';
comment on column manual_contents.words is
  'Words, and pairs of characters of Korean, Chinese and Japanese, cut by the program as it cuts questions: no dictionary and no locale of the server changes them';
create index manual_contents_words on manual_contents using gin (words);

create table manual_chunks (
  chunk_id     bigint generated always as identity primary key,
  version_id   bigint not null references manual_versions (version_id) on delete cascade,
  position     integer not null,
  content_hash bytea not null references manual_contents (content_hash),
  unique (version_id, position)
);
create index manual_chunks_content on manual_chunks (content_hash);

-- In how many contents a word is: rare words say more, and are looked up first.
create table manual_words (
  word     text primary key,
  contents integer not null
);
comment on column manual_words.word is 'The empty word stands in every content';

create table manual_embeddings (
  content_hash    bytea not null references manual_contents (content_hash) on delete cascade,
  embedding_space varchar(200) not null,
  embedding       vector(1536) not null,
  primary key (content_hash, embedding_space)
);
comment on column manual_embeddings.embedding_space is
  'Names the model and its dimensions: only vectors of one space can be compared. Shorter vectors are filled up with zeros, which changes no cosine';
-- 6 kB fit into a page: beside the row, every comparison of the exact scan would fetch them from another table.
alter table manual_embeddings alter column embedding set storage plain;
-- Measured on 100,000 passages: with m = 16 and ef_construction = 64 some passages could not be reached however long the
-- walk (recall@10 0.975 at any ef_search), with these 0.995. The index is no larger: a vector fills most of a page anyway.
create index manual_embeddings_near on manual_embeddings using hnsw (embedding vector_cosine_ops)
  with (m = 24, ef_construction = 100);
