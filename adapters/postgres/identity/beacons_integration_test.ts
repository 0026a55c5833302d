import { assertEquals } from "@std/assert";
import { beaconsContract } from "../../../application/identity/ports/beacons_contract.ts";
import { floorPlansContract } from "../../../application/identity/ports/floor_plans_contract.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { msAfter, sampleBeacon } from "../../../testing/fixtures/identity_samples.ts";
import "../../../testing/engines/leak_checks.ts";
import { advertisementOf } from "../../../domain/identity/beacon.ts";
import { postgresIdentity } from "../../../testing/ports/postgres_identity.ts";
import { PostgresBeacons } from "./beacons.ts";

beaconsContract("Postgres", async (work) => {
  await using database = await temporaryDatabase();
  await work(new PostgresBeacons(database.sql));
});

floorPlansContract("Postgres", postgresIdentity);

Deno.test("PostgresBeacons tells what was added or changed since a moment", async () => {
  await using database = await temporaryDatabase();
  const beacons = new PostgresBeacons(database.sql);
  const now = async () => (await database.sql<{ now: Date }[]>`select clock_timestamp() as now`)[0]!.now;
  const minorsSince = async (time: Date) => (await beacons.since(time)).beacons.map(({ minor }) => minor).sort();
  for (const minor of [1, 2, 3]) await beacons.put(sampleBeacon(minor));
  // The driver's times have milliseconds, the server's six digits more.
  const later = msAfter(await now(), 1);
  while (await now() <= later);
  assertEquals([await minorsSince(new Date(0)), await minorsSince(later)], [[1, 2, 3], []]);
  await beacons.put(sampleBeacon(2));
  assertEquals(await minorsSince(later), []);
  await beacons.put(sampleBeacon(2, { minor: 9 }), { replace: true });
  await beacons.put(sampleBeacon(4));
  assertEquals(await minorsSince(later), [4, 9]);
  const { released } = await beacons.since(later);
  assertEquals(released.map(({ advertisement }) => advertisement), [advertisementOf(sampleBeacon(2))]);
});
