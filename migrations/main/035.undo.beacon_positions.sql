drop table beacon_positions;
