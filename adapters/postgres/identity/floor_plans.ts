import type { FloorPlans } from "../../../application/identity/ports/floor_plans.ts";
import type { BeaconId } from "../../../domain/identity/beacon.ts";
import type { FloorPosition, PositionedBeacon } from "../../../domain/identity/floor_position.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

export class PostgresFloorPlans implements FloorPlans {
  constructor(private readonly sql: Sql) {}

  ofStore(store: StoreId): Promise<PositionedBeacon[]> {
    return mapPostgresErrors(async () =>
      [
        ...await this.sql<PositionedBeacon[]>`
        select beacon_id as "beaconId", x, y, floor from beacon_positions join beacons using (beacon_id)
        where store_id = ${store} order by beacon_id collate "C"`,
      ].map((row) => ({ ...row }))
    );
  }

  put(id: BeaconId, { x, y, floor }: FloorPosition): Promise<boolean> {
    return mapPostgresErrors(async () => {
      const { count } = await this.sql`
        insert into beacon_positions (beacon_id, x, y, floor)
        select beacon_id, ${x}::float8, ${y}::float8, ${floor}::integer from beacons where beacon_id = ${id} for key share
        on conflict (beacon_id) do update set x = excluded.x, y = excluded.y, floor = excluded.floor,
          updated_at = clock_timestamp()`;
      return count > 0;
    });
  }

  remove(id: BeaconId): Promise<boolean> {
    return mapPostgresErrors(async () => {
      return (await this.sql`delete from beacon_positions where beacon_id = ${id}`).count > 0;
    });
  }
}
