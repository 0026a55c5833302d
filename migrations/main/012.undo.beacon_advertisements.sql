-- Before, a beacon's id was what it sends. Each beacon and its history stay: the first of a UUID, by major and minor, gets
-- the UUID as its id unless another has it, and the others one that is derived from their name. They are not recognised
-- until they are registered again.

drop table released_advertisements;
drop trigger beacons_uuid on beacons;
drop function beacon_uuid_from_id;
drop index beacons_advertisement;
alter table beacons alter column version set default 1;
drop sequence beacon_versions;

create temporary table renamed on commit drop as
with ranked as (
  select beacon_id, uuid, row_number() over (partition by uuid order by major, minor, beacon_id) as nth
  from beacons where beacon_id !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
)
select beacon_id as old_id, case
    when nth = 1 and uuid is not null and not exists (select from beacons b where b.beacon_id = ranked.uuid::text)
    then uuid else md5(beacon_id)::uuid
  end::text as new_id
from ranked;

insert into beacons (beacon_id, store_id, major, minor, location, location_type, status, version, updated_at)
select new_id, store_id, major, minor, location, location_type, status, version, updated_at
from beacons join renamed on beacon_id = old_id;
update customer_identities i set beacon_id = r.new_id from renamed r where i.beacon_id = r.old_id;
delete from beacons where beacon_id in (select old_id from renamed);
drop table renamed;

comment on column beacons.uuid is null;
alter table beacons drop column uuid, alter column beacon_id type varchar(36);
alter table customer_identities alter column beacon_id type varchar(36);
comment on column beacons.version is 'Counts the changes of this row, so that a cache never replaces a newer state by an older one';
