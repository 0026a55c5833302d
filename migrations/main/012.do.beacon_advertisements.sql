-- A beacon is what it sends: makers give all their beacons one UUID, and only uuid, major and minor together tell two
-- apart. beacon_id stays the key: the UUID of a beacon that has one of its own, otherwise a name.

alter table beacons alter column beacon_id type varchar(64), add column uuid uuid;
alter table customer_identities alter column beacon_id type varchar(64);
comment on column beacons.uuid is 'What it sends, with major and minor; null where another beacon has taken these over';

-- Counts the changes of all beacons, one at a time, so that of two that sent the same one after the other the later has
-- the larger version, too.
create sequence beacon_versions as bigint;
select setval('beacon_versions', coalesce(max(version), 0) + 1) from beacons;
alter table beacons alter column version set default nextval('beacon_versions');
alter sequence beacon_versions owned by beacons.version;
comment on column beacons.version is
  'Grows with every change of any beacon, so that a cache never replaces a newer state by an older one';

-- Every id that the program ever took is a UUID. One that was written by hand in another form sends nothing until it is
-- registered again; of two that differ only in how the UUID is written, the one in the program's form keeps it.
with read as (
  select beacon_id, major, minor, case
      when beacon_id ~* '^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$' then beacon_id::uuid
    end as uuid
  from beacons
), ranked as (
  select beacon_id, uuid, row_number() over (partition by uuid, major, minor order by beacon_id <> uuid::text, beacon_id)
  from read where uuid is not null
)
update beacons b set uuid = r.uuid, version = nextval('beacon_versions')
from ranked r where r.beacon_id = b.beacon_id and r.row_number = 1;

create unique index beacons_advertisement on beacons (uuid, major, minor);

-- A row that is written by hand under a UUID sends that one.
create function beacon_uuid_from_id() returns trigger language plpgsql as $$
begin
  if new.beacon_id ~* '^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$' then
    new.uuid := new.beacon_id::uuid;
  end if;
  return new;
end $$;
create trigger beacons_uuid before insert on beacons for each row when (new.uuid is null)
  execute function beacon_uuid_from_id();

-- What no beacon sends any more: caches forget it, also those that were away when it was given up.
create table released_advertisements (
  uuid        uuid not null,
  major       integer not null,
  minor       integer not null,
  version     bigint not null,
  released_at timestamptz not null,
  primary key (uuid, major, minor)
);
create index released_advertisements_released_at on released_advertisements (released_at);
