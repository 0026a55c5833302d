-- Buyers and receivers are blanked some time after their order has ended, or at once when they ask for it. The register
-- keeps who asked: what a marketplace sends late or again is stored without them.
create table erased_buyers (
  buyer_digest bytea primary key,
  keyed        boolean not null,
  erased_at    timestamptz not null
);
create index erased_buyers_keyed on erased_buyers (keyed);
comment on column erased_buyers.buyer_digest is
  'HMAC-SHA-256 of the SHA-256 of an order''s id, a phone number, an e-mail address or a name, under ERASURE_KEY; where keyed is false, the SHA-256 itself';

create table erasure_key (
  only_row    boolean primary key default true check (only_row),
  fingerprint bytea not null
);
comment on table erasure_key is 'By which another ERASURE_KEY is noticed: under it nobody would be found';

alter table orders
  add column erased_at timestamptz,
  add column erasure_due_at timestamptz;
comment on column orders.erased_at is 'When buyer and receiver were blanked';
comment on column orders.erasure_due_at is 'When they asked for it while the order was under way: blanked when it ends';
create index orders_unerased on orders (updated_at) where erased_at is null;

alter table market_order_raw add column erased_at timestamptz;
comment on column market_order_raw.erased_at is 'When the payload was removed; content_hash stays, so that the same one is known';
create index market_order_raw_unerased on market_order_raw (fetched_at) where erased_at is null;
