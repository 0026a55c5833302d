-- Customers recognised by beacons: the seed's tables, columns and indexes under the seed's names.

-- last_seen is indexed, so no sighting can be a heap-only update, and room left in the pages (fillfactor) is of no use:
-- each adds an entry to both indexes. Tried without the index and with a fillfactor of 70, all updates were heap-only and
-- an identification took the same processor time within the noise; the index stays. What matters is that the dead
-- versions are cleared away early.
create table customers (
  customer_id varchar(64) primary key,
  last_seen   timestamptz not null,
  preferences jsonb not null default '{}',
  created_at  timestamptz not null default current_timestamp
) with (autovacuum_vacuum_scale_factor = 0.05);
create index idx_customers_last_seen on customers (last_seen);
comment on column customers.last_seen is 'Never moves back; of a customer who was registered and not seen yet, when that was';

create table beacons (
  beacon_id     varchar(36) primary key,
  store_id      varchar(64) not null,
  major         integer not null check (major >= 0 and major <= 65535),
  minor         integer not null check (minor >= 0 and minor <= 65535),
  location      varchar(32) not null,
  location_type varchar(16) not null check (location_type in ('entrance', 'table', 'counter')),
  status        varchar(16) not null default 'active',
  version       bigint not null default 1,
  updated_at    timestamptz not null default current_timestamp,
  constraint valid_status check (status in ('active', 'inactive', 'maintenance'))
);
create index idx_beacons_store_id on beacons (store_id);
create index idx_beacons_status on beacons (status);
comment on column beacons.version is 'Counts the changes of this row, so that a cache never replaces a newer state by an older one';

-- One table a year of UTC. The primary key and the unique index contain detected_at, because an index of a partitioned
-- table can only be unique within each partition otherwise. There is no default partition: it would be read for each
-- new year that is added, under a lock that keeps every detection out. `create_identity_partitions` adds years ahead.
--
-- The unique index has the customer first: one descent finds what is within a minute of a detection, and the same
-- order serves a customer's history. idx_customer_identities_customer_id is its prefix; the seed names it.
create table customer_identities (
  id            bigserial,
  customer_id   varchar(64) not null references customers (customer_id),
  beacon_id     varchar(36) not null references beacons (beacon_id),
  store_id      varchar(64) not null,
  location      varchar(32) not null,
  location_type varchar(16) not null,
  confidence    real not null check (confidence >= 0 and confidence <= 1),
  detected_at   timestamptz not null,
  event_id      uuid not null,
  primary key (id, detected_at)
) partition by range (detected_at);
create index idx_customer_identities_customer_id on customer_identities (customer_id);
create index idx_customer_identities_detected_at on customer_identities (detected_at);
create unique index idx_customer_identities_unique on customer_identities (customer_id, detected_at);
comment on column customer_identities.store_id is 'As the beacon hung then, like location';
comment on column customer_identities.event_id is 'Of the event that tells of it';

-- Adds the years that are missing; gives them. A partition is made aside and attached, which lets readers and
-- detections of other years go on; attaching takes a moment's lock that new customers and beacons wait for.
create function create_identity_partitions(first_year integer, last_year integer) returns setof integer
language plpgsql as $$
declare
  nth integer;
  part text;
begin
  -- Any number that nothing else in this database locks.
  perform pg_advisory_xact_lock(7150004);
  for nth in first_year..last_year loop
    part := format('customer_identities_%s', nth);
    continue when to_regclass(part) is not null;
    execute format('create table %I (like customer_identities including all)', part);
    execute format('alter table customer_identities attach partition %I for values from (%L) to (%L)',
      part, make_timestamptz(nth, 1, 1, 0, 0, 0, 'UTC'), make_timestamptz(nth + 1, 1, 1, 0, 0, 0, 'UTC'));
    return next nth;
  end loop;
end $$;
select create_identity_partitions(this - 5, this + 2)
from (select extract(year from current_timestamp at time zone 'UTC')::integer as this) now;

-- Who must not come back by a late message: a digest, since the register itself must not keep who it was.
-- An erasure and a detection meet at the customer's row: both lock it first, making it where there is none, and only
-- then read here, so that one of them sees what the other has done.
create table erased_customers (
  customer_digest bytea primary key,
  erased_at       timestamptz not null,
  readmitted_at   timestamptz
);
comment on column erased_customers.customer_digest is 'SHA-256 of the id in UTF-8: sha256(convert_to(customer_id, ''UTF8''))';
comment on column erased_customers.readmitted_at is 'Detections from then on are taken again';

-- Stores an identification with all that belongs to it, in one transaction and one call:
--
-- 1. lock the customer, making the row where there is none (ON CONFLICT DO UPDATE locks also where its WHERE then refuses
--    the update, and waits for whoever is just making or removing the row);
-- 2. look for identifications of the customer near it: each statement of a function sees what was committed before it
--    began, so this one sees what the lock was waited for;
-- 3. unless these are just the ones that the caller has decided with (their event ids, in order), give them back;
-- 4. otherwise store identity, customer and event.
--
-- The caller decides, and whether the decision still holds is found out where nobody can come in between. Beginning,
-- locking, looking, storing and committing from outside would be five times there and back while others wait.
create function record_identity(
  p_customer_id varchar, p_beacon_id varchar, p_store_id varchar, p_location varchar, p_location_type varchar,
  p_confidence real, p_detected_at timestamptz, p_event_id uuid, p_preferences jsonb, p_most_preferences integer,
  p_within interval, p_decided_with uuid[], p_topic varchar, p_key bytea, p_value bytea, p_headers bytea,
  out outcome text, out near jsonb
) language plpgsql as $$
declare
  is_new boolean;
  near_events uuid[];
begin
  insert into customers (customer_id, last_seen) values (p_customer_id, p_detected_at)
  on conflict (customer_id) do update set last_seen = excluded.last_seen where false;
  is_new := found;

  select coalesce(jsonb_agg(to_jsonb(i)), '[]'), coalesce(array_agg(i.event_id order by i.event_id), '{}')
  into near, near_events
  from customer_identities i
  where i.customer_id = p_customer_id
    and i.detected_at > p_detected_at - p_within and i.detected_at < p_detected_at + p_within;

  if exists (
    select from erased_customers
    where customer_digest = sha256(convert_to(p_customer_id, 'UTF8'))
      and (readmitted_at is null or readmitted_at > p_detected_at)
  ) then
    outcome := 'customer_erased';
  elsif near_events <> p_decided_with then
    outcome := 'near';
  elsif p_preferences <> '{}' and p_most_preferences < (
    select count(*) from customers c, jsonb_object_keys(c.preferences || p_preferences)
    where c.customer_id = p_customer_id
  ) then
    outcome := 'too_many_preferences';
  else
    outcome := 'stored';
    update customers set last_seen = greatest(last_seen, p_detected_at), preferences = preferences || p_preferences
    where customer_id = p_customer_id and (last_seen < p_detected_at or p_preferences <> '{}');
    insert into customer_identities
      (customer_id, beacon_id, store_id, location, location_type, confidence, detected_at, event_id)
    values (p_customer_id, p_beacon_id, p_store_id, p_location, p_location_type, p_confidence, p_detected_at, p_event_id);
    insert into outbox (topic, key, value, headers) values (p_topic, p_key, p_value, p_headers);
  end if;
  if is_new and outcome <> 'stored' then
    delete from customers where customer_id = p_customer_id;
  end if;
end $$;
