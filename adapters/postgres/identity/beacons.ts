import type { Beacon, BeaconId } from "../../../domain/identity/beacon.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type {
  BeaconChanges,
  Beacons,
  PutBeacon,
  RegisteredBeacon,
} from "../../../application/identity/ports/beacons.ts";
import type { Sql } from "../core/connect.ts";
import { beaconFromRow, beaconToRow } from "./identity_rows.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

export class PostgresBeacons implements Beacons, BeaconChanges {
  constructor(private readonly sql: Sql) {}

  find(ids: readonly BeaconId[]): Promise<RegisteredBeacon[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return mapPostgresErrors(async () => {
      const rows = await this.sql`select * from beacons where beacon_id = any(${[...ids]}::text[])`;
      return rows.map(beaconFromRow);
    });
  }

  put(beacon: Beacon): Promise<PutBeacon> {
    const row = beaconToRow(beacon);
    return mapPostgresErrors(async () => {
      // A second writer waits and counts on. `clock_timestamp`, because the transaction may have begun long before.
      const [stored] = await this.sql<{ version: number; created: boolean }[]>`
        insert into beacons ${this.sql(row)}
        on conflict (beacon_id) do update set store_id = excluded.store_id, major = excluded.major,
          minor = excluded.minor, location = excluded.location, location_type = excluded.location_type,
          status = excluded.status, version = beacons.version + 1, updated_at = clock_timestamp()
        where (beacons.store_id, beacons.major, beacons.minor, beacons.location, beacons.location_type, beacons.status)
          is distinct from (excluded.store_id, excluded.major, excluded.minor, excluded.location,
            excluded.location_type, excluded.status)
        returning version, xmax = 0 as created`;
      if (stored) return { outcome: stored.created ? "created" : "changed", version: stored.version };
      const [known] = await this.sql<{ version: number }[]>`
        select version from beacons where beacon_id = ${beacon.beaconId}`;
      return { outcome: "unchanged", version: known!.version };
    });
  }

  ofStore(store: StoreId): Promise<RegisteredBeacon[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql`
        select * from beacons where store_id = ${store} order by major, minor, beacon_id`;
      return rows.map(beaconFromRow);
    });
  }

  since(time: Date): Promise<RegisteredBeacon[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql`select * from beacons where updated_at >= ${time}`;
      return rows.map(beaconFromRow);
    });
  }
}
