import type { Advertisement } from "../../../domain/identity/advertisement.ts";
import type { Beacon, BeaconId } from "../../../domain/identity/beacon.ts";
import { type BeaconConflict, placeBeacon } from "../../../domain/identity/place_beacon.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type {
  BeaconChanges,
  Beacons,
  PutBeacon,
  PutOptions,
  RegisteredBeacon,
} from "../../../application/identity/ports/beacons.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { LOCKS } from "../core/lock_numbers.ts";
import { beaconFromRow, beaconToRow, releasedFromRow } from "./identity_rows.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";

/** Puts are rare, and happen one at a time. */
export class PostgresBeacons implements Beacons, BeaconChanges {
  constructor(private readonly sql: Sql) {}

  find(ids: readonly BeaconId[]): Promise<RegisteredBeacon[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return mapPostgresErrors(async () => {
      const rows = await this.sql`select * from beacons where beacon_id = any(${[...ids]}::text[])`;
      return rows.map(beaconFromRow);
    });
  }

  match(sent: readonly Advertisement[]): Promise<RegisteredBeacon[]> {
    if (sent.length === 0) return Promise.resolve([]);
    return mapPostgresErrors(async () => {
      const rows = await this.sql`
        select b.* from json_to_recordset(${JSON.stringify(sent)}::text::json)
          as sent(uuid uuid, major integer, minor integer)
        join beacons b using (uuid, major, minor)`;
      return rows.map(beaconFromRow);
    });
  }

  put(beacon: Beacon, options: PutOptions = {}): Promise<Result<PutBeacon, BeaconConflict>> {
    return transaction(this.sql, async (sql) => {
      await sql`select pg_advisory_xact_lock(${LOCKS.beacons})`;
      const { beaconId, uuid, major, minor } = beacon;
      const rows = await sql`
        select * from beacons
        where beacon_id = ${beaconId} or (uuid, major, minor) = (${uuid}::text::uuid, ${major}, ${minor})`;
      const known = rows.map(beaconFromRow);
      const own = known.find((each) => each.beaconId === beaconId) ?? null;
      const holder = known.find((each) => each.beaconId !== beaconId) ?? null;
      const placed = placeBeacon(beacon, { own, holder }, options);
      if (!placed.ok) return placed;
      const { outcome, displaced, released } = placed.value;
      if (outcome === "unchanged") return accepted({ outcome, released, displaced: null, version: own!.version });
      if (own && own.storeId !== beacon.storeId) await sql`delete from beacon_positions where beacon_id = ${beaconId}`;
      const loser = displaced && { ...displaced, version: await store(sql, displaced) };
      const version = await store(sql, beacon);
      if (released) await release(sql, released, version);
      return accepted({ outcome, released, displaced: loser, version });
    });
  }

  ofStore(store: StoreId): Promise<RegisteredBeacon[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql`
        select * from beacons where store_id = ${store} order by major, minor, beacon_id`;
      return rows.map(beaconFromRow);
    });
  }

  since(time: Date): ReturnType<BeaconChanges["since"]> {
    return mapPostgresErrors(async () => {
      const [beacons, released] = await Promise.all([
        this.sql`select * from beacons where updated_at >= ${time}`,
        this.sql`select * from released_advertisements where released_at >= ${time}`,
      ]);
      return { beacons: beacons.map(beaconFromRow), released: released.map(releasedFromRow) };
    });
  }
}

/** `clock_timestamp`, because the transaction may have begun long before. Returns the new version. */
async function store(sql: SqlScope, beacon: Beacon): Promise<number> {
  const row = beaconToRow(beacon);
  const [stored] = await sql<{ version: number }[]>`
    insert into beacons ${sql(row)}
    on conflict (beacon_id) do update set store_id = excluded.store_id, uuid = ${row.uuid}::text::uuid,
      major = excluded.major, minor = excluded.minor, location = excluded.location,
      location_type = excluded.location_type, status = excluded.status, version = excluded.version,
      updated_at = clock_timestamp()
    returning version`;
  return stored!.version;
}

async function release(sql: SqlScope, { uuid, major, minor }: Advertisement, version: number): Promise<void> {
  await sql`
    insert into released_advertisements (uuid, major, minor, version, released_at)
    values (${uuid}::text::uuid, ${major}, ${minor}, ${version}, clock_timestamp())
    on conflict (uuid, major, minor) do update set version = excluded.version, released_at = excluded.released_at`;
}
