-- Where beacons hang on their store's floor plan, for those that have been placed on it. A table of its own: detections
-- read beacons all the time, and nothing of this.
create table beacon_positions (
  beacon_id  varchar(64) primary key references beacons (beacon_id) on delete cascade,
  x          double precision not null check (x >= 0),
  y          double precision not null check (y >= 0),
  floor      integer not null default 1 check (floor <> 0),
  updated_at timestamptz not null default clock_timestamp()
);
comment on table beacon_positions is 'Metres from the plan''s upper left corner; removed when the beacon moves to another store';
comment on column beacon_positions.floor is 'As people count: 1 is the ground floor, -1 the first below';
