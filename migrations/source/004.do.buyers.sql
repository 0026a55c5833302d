-- Suppliers pass on questions of buyers, and unreadable records may name one: both are blanked after some time, or at once
-- when the person asks for it. The register keeps who asked.
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

alter table supplier_qna_raw add column erased_at timestamptz;
comment on column supplier_qna_raw.erased_at is 'When the payload was removed; content_hash stays, so that the same one is known';
create index supplier_qna_raw_unerased on supplier_qna_raw (fetched_at) where erased_at is null;

alter table supplier_rejects add column erased_at timestamptz;
comment on column supplier_rejects.erased_at is 'When the payload was removed; content_hash stays, so that the same one is known';
create index supplier_rejects_unerased on supplier_rejects (first_seen_at)
  where erased_at is null and kind in ('orders', 'qna');

-- Of a supplier's order only what is followed is kept: whom it is for is known in the market database.
update supplier_order_raw set payload = (
  select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(payload)
  where key in ('id', 'key', 'status', 'reference', 'carrier', 'trackingNumber', 'updatedAt', 'products')
) || case
  when payload ? 'sellerNote' then jsonb_build_object('sellerNote',
    substring(payload ->> 'sellerNote' from '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'))
  else '{}'
end
where jsonb_typeof(payload) = 'object';
