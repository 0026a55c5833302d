import { assert, assertEquals } from "@std/assert";
import { businessDayOf, daysUntil, spanOfDay } from "../../../domain/store/business_day.ts";
import { sampleBeacon } from "../../../testing/fixtures/identity_samples.ts";
import { storeId } from "../../../testing/fixtures/store_samples.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import type { Sql } from "../core/connect.ts";
import { PostgresBeacons } from "../identity/beacons.ts";
import { PostgresVisitFigures } from "./visit_figures.ts";

const HOURS = { timeZone: "Asia/Seoul", closingTime: "04:00" };

Deno.test("byDay counts a customer once a business day, over a new year, of the one store", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const year = new Date().getUTCFullYear();
  const days = daysUntil(businessDayOf(new Date(`${year}-01-02T12:00:00Z`), HOURS), 4).map((day) =>
    spanOfDay(day, HOURS)
  );
  await seeAt(sql, "100", [
    ["early", `${year - 1}-12-30T03:59:59+09:00`],
    ["one", `${year - 1}-12-30T04:00:00+09:00`],
    // Past midnight and past the new year of the partitions' UTC, still the last business day of the year.
    ["one", `${year - 1}-12-31T13:00:00+09:00`],
    ["one", `${year}-01-01T03:59:59+09:00`],
    ["two", `${year}-01-01T02:00:00+09:00`],
    ["one", `${year}-01-01T12:00:00+09:00`],
    ["late", `${year}-01-03T04:00:00+09:00`],
  ]);
  await seeAt(sql, "200", [["one", `${year}-01-02T12:00:00+09:00`]]);

  assertEquals(await new PostgresVisitFigures(sql).byDay(storeId("100"), days), [
    { day: days[0]!.day, customers: 1, identifications: 1 },
    { day: days[1]!.day, customers: 2, identifications: 3 },
    { day: days[2]!.day, customers: 1, identifications: 1 },
    { day: days[3]!.day, customers: 0, identifications: 0 },
  ]);
  assert(
    (await new PostgresVisitFigures(sql).byDay(storeId("nowhere"), days)).every(({ customers }) => customers === 0),
  );
});

async function seeAt(sql: Sql, store: string, sightings: readonly (readonly [string, string])[]): Promise<void> {
  const beacon = sampleBeacon(Number(store), { storeId: storeId(store) as never });
  await new PostgresBeacons(sql).put(beacon);
  for (const [customer, at] of sightings) {
    await sql`insert into customers (customer_id, last_seen) values (${customer}, ${at}) on conflict do nothing`;
    await sql`
      insert into customer_identities
        (customer_id, beacon_id, store_id, location, location_type, confidence, detected_at, event_id)
      values (${customer}, ${beacon.beaconId}, ${store}, 'Table', 'table', 0.9, ${at}, gen_random_uuid())`;
  }
}
