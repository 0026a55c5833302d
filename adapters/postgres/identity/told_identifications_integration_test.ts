import { assertEquals } from "@std/assert";
import { accepted, refused } from "../../../domain/shared/result.ts";
import "../../../testing/engines/leak_checks.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import {
  customerId,
  eventOf,
  msAfter,
  sampleBeacon,
  sampleIdentity,
} from "../../../testing/fixtures/identity_samples.ts";
import { subscribe, toldTo } from "../../../testing/fixtures/webhook_events.ts";
import { identityOn } from "../../../testing/ports/postgres_identity.ts";
import { PostgresErasureRegister } from "./erasure_register.ts";

Deno.test("customer.identified tells of what was stored alone, under the event's id, and goes with the customer", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const { beacons, identifications } = identityOn(sql, () => Promise.resolve());
  await beacons.put(sampleBeacon(1));
  const at = (id: string, ms: number) => sampleIdentity(customerId(id), { at: msAfter(NOON, ms) });
  const record = async (identity: ReturnType<typeof at>) => {
    const event = eventOf(identity);
    const no = refused({ code: "no", message: "Cannot" });
    await identifications.record(event, {}, (near) => near.length === 0 ? accepted(identity) : no);
    return event.eventId;
  };
  await record(at("before", 0));
  const wanted = await subscribe(sql, "customer.identified");
  const stored = at("cust-1", 0);
  const [id] = await Promise.all([record(stored), record(at("cust-2", 0)), record(at("cust-3", 0))]);
  await record(at("cust-1", 30_000));
  const told = await toldTo(sql, wanted);
  assertEquals(told.map(({ data }) => data.customerId).sort(), ["cust-1", "cust-2", "cust-3"]);
  const first = told.find(({ eventId }) => eventId === id);
  const { customerId: customer, beaconId, storeId, location, confidence } = stored;
  assertEquals(first?.data, {
    ...{ customerId: customer, beaconId, storeId, location, confidence },
    detectedAt: NOON.toISOString(),
  });
  const register = new PostgresErasureRegister(sql, "customer-identified");
  const { found } = await register.begin(customerId("cust-1"), msAfter(NOON, 60_000));
  assertEquals(found.find(({ place }) => place === "webhook_outbox")?.records, 1);
  assertEquals((await toldTo(sql, wanted)).length, 2);
});
