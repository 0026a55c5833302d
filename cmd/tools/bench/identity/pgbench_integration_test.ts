import { assertEquals } from "@std/assert";
import { temporaryDatabase } from "../../../../testing/engines/temporary_database.ts";
import { detectionSamples } from "./detection_samples.ts";
import { scriptOf } from "./pgbench.ts";
import { seedCustomers } from "./seed_customers.ts";

const DAY = new Date(Math.floor(Date.now() / 86_400_000 - 10) * 86_400_000);
const LAST_SEEN = new Date(DAY.getTime() - 86_400_000);

Deno.test("the script for pgbench stores an identification, its customer's sighting and its event", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const { stores: [store] } = detectionSamples();
  for (const { beacon: { beaconId, storeId, major, minor, location } } of store!.beacons) {
    await sql`
      insert into beacons (beacon_id, store_id, major, minor, location, location_type)
      values (${beaconId}, ${storeId}, ${major}, ${minor}, ${location.name}, ${location.type})`;
  }
  const seeded = await seedCustomers(sql, 50, { lastSeen: LAST_SEEN, store: store! });
  assertEquals([seeded.customers, seeded.identities], [50, 50]);
  const script = scriptOf({ prefix: "test.", store: store!, run: { customers: 50, day: DAY }, clients: 2 });
  const statement = script.split("\n").filter((line) => !line.startsWith("\\")).join("\n");
  for (const after of [0, 61_000]) {
    const [answer] = await sql.unsafe(statement.replaceAll(":customer", "7").replace(":after", String(after)));
    assertEquals(answer!.outcome, "stored");
  }
  const [row] = await sql`
    select last_seen, (select count(*)::int from outbox where topic = 'test.customer-identified') as events,
      (select count(*)::int from customer_identities i where i.customer_id = c.customer_id) as identities
    from customers c where customer_id = 'customer-7'`;
  assertEquals({ ...row }, { last_seen: new Date(DAY.getTime() + 61_000), events: 2, identities: 3 });
});
