-- Who must not come back by a late message, as erased_customers tells of customers. An erasure takes the lock of orders
-- for itself; whoever stores users or orders shares it and then reads here, so that one of them sees what the other did.
create table erased_users (
  user_digest bytea primary key,
  keyed       boolean not null,
  erased_at   timestamptz not null
);
create index erased_users_keyed on erased_users (keyed);
comment on column erased_users.user_digest is
  'HMAC-SHA-256 of the SHA-256 of the id in UTF-8, under ERASURE_KEY; where keyed is false, the SHA-256 itself';

create table erasure_key (
  only_row    boolean primary key default true check (only_row),
  fingerprint bytea not null
);
comment on table erasure_key is 'By which another ERASURE_KEY is noticed: under it nobody would be found';
