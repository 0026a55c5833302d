create table api_keys (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,49}$'),
  scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ '{read,write,admin}'),
  stores text[] check (cardinality(stores) > 0),
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);
comment on column api_keys.digest is 'SHA-256 of the key in hexadecimal; the key itself is never stored';

create unique index api_keys_living_name on api_keys (name) where revoked_at is null;
