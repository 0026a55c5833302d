import { assertEquals, assertStringIncludes } from "@std/assert";
import { PostgresBeacons } from "../../../../adapters/postgres/identity/beacons.ts";
import { PostgresIdentifications } from "../../../../adapters/postgres/identity/identifications.ts";
import { accepted } from "../../../../domain/shared/result.ts";
import { testInstallation } from "../../../../testing/engines/installation.ts";
import { identified } from "../../../../testing/ports/events_under_test.ts";
import { sampleRecord } from "../../../../testing/ports/postgres_identity.ts";
import { checkIdentities } from "./check_identities.ts";
import { Sightings } from "../load/sightings.ts";
import { Visits } from "../load/visits.ts";

Deno.test("checkIdentities finds what was lost or changed, and customers and beacons that are not as they were told", async () => {
  await using shop = await testInstallation();
  const { sql } = shop;
  const beacon = new Visits("identities").spareBeacon();
  await new PostgresBeacons(sql).put(beacon);
  const identifications = new PostgresIdentifications(sql, sampleRecord);
  const sightings = new Sightings();
  sightings.attemptBeacon(beacon);
  sightings.acknowledgeBeacon(beacon);
  for (const customer of ["kim", "lee"]) {
    const event = identified(customer, "2026-03-02T12:00:00Z");
    const identity = { ...event.identity, beaconId: beacon.beaconId, storeId: beacon.storeId };
    await identifications.record({ ...event, identity }, {}, () => accepted(identity));
    sightings.attempt(customer, identity.detectedAt);
    sightings.acknowledge(identity, identity.detectedAt, true);
  }
  const right = await checkIdentities(sql, sightings);
  assertEquals([right.problems, right.acknowledged, right.stored], [[], 2, 2]);

  await sql`update customer_identities set confidence = 0.99 where customer_id = 'kim'`;
  await sql`delete from customer_identities where customer_id = 'lee'`;
  await sql`update beacons set location = 'Elsewhere'`;
  const wrong = await checkIdentities(sql, sightings);
  assertEquals([wrong.different, wrong.lost, wrong.wrongEffects], [1, 2, 2]);
  for (const words of ["kim at", "lee was last seen", "Elsewhere"]) {
    assertStringIncludes(wrong.problems.join("\n"), words);
  }
});
