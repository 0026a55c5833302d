import { assertEquals } from "@std/assert";
import { Migrations } from "../core/migrations.ts";
import { MIGRATIONS, temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import type { Sql } from "../core/connect.ts";

const OWN = "550e8400-e29b-41d4-a716-446655440000";
const MAKER = "7a3d1c52-90b4-4e6f-8d21-5b9c0e7f1a64";
const AT = new Date("2026-03-02T12:00:00Z");

const idsOf = async (sql: Sql) =>
  (await sql`select beacon_id, uuid from beacons order by beacon_id`).map(({ beacon_id, uuid }) => [beacon_id, uuid]);

async function insert(sql: Sql, id: string, minor: number): Promise<void> {
  await sql`
    insert into beacons (beacon_id, store_id, major, minor, location, location_type)
    values (${id}, 'store100', 1, ${minor}, 'Table 3', 'table')`;
}

Deno.test("migration 012 keeps every beacon, its id and its history, and knows what each sends", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  const { sql } = database;
  const migrations = new Migrations(sql, MIGRATIONS);
  await migrations.up(11);
  for (const [id, minor] of [[OWN, 3], ["by hand", 1], [MAKER.toUpperCase(), 1], [MAKER, 1]] as const) {
    await insert(sql, id, minor);
  }
  await migrations.up(12);
  assertEquals(await idsOf(sql), [[OWN, OWN], [MAKER, MAKER], [MAKER.toUpperCase(), null], ["by hand", null]].sort());
  const [{ versions }] =
    await sql`select count(distinct version)::int as versions from beacons where uuid is not null` as unknown as [
      { versions: number },
    ];
  assertEquals(versions, 2);
});

Deno.test("migration 012 lets a row that is written by hand under a UUID send it", async () => {
  await using database = await temporaryDatabase();
  await insert(database.sql, OWN, 3);
  assertEquals(await idsOf(database.sql), [[OWN, OWN]]);
});

Deno.test("the undo of migration 012 keeps every beacon and its history, and it can be applied again", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  const { sql } = database;
  const migrations = new Migrations(sql, MIGRATIONS);
  await migrations.up(12);
  await insert(sql, OWN, 3);
  for (const [id, minor] of [["counter", 2], ["door", 1]] as const) {
    await insert(sql, id, minor);
    await sql`update beacons set uuid = ${MAKER} where beacon_id = ${id}`;
  }
  await sql`insert into customers (customer_id, last_seen) values ('kim', ${AT})`;
  for (const [nth, id] of [OWN, "counter", "door"].entries()) {
    await sql`
      insert into customer_identities
        (customer_id, beacon_id, store_id, location, location_type, confidence, detected_at, event_id)
      values ('kim', ${id}, 'store100', ${id.slice(0, 32)}, 'table', 0.9, ${new Date(+AT + nth)}, gen_random_uuid())`;
  }
  await migrations.down(11);
  const stored = await sql`
    select b.minor, i.location, length(b.beacon_id) as length, b.beacon_id
    from beacons b join customer_identities i using (beacon_id) order by b.minor`;
  assertEquals(stored.map(({ minor, location, length }) => [minor, location, length]), [
    [1, "door", 36],
    [2, "counter", 36],
    [3, OWN.slice(0, 32), 36],
  ]);
  assertEquals([stored[0]!.beacon_id, stored[2]!.beacon_id], [MAKER, OWN]);
  await migrations.up(12);
  assertEquals((await idsOf(sql)).every(([id, uuid]) => id === uuid), true);
});
