import { assertEquals, assertRejects } from "@std/assert";
import { Buffer } from "node:buffer";
import { accepted } from "../../../domain/shared/result.ts";
import type { CustomerId } from "../../../domain/identity/customer.ts";
import { Outage } from "../../../application/shared/fault.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import { eventOf, msAfter, sampleBeacon, sampleIdentity } from "../../../testing/fixtures/identity_samples.ts";
import { identified } from "../../../testing/ports/events.ts";
import { sampleRecord } from "../../../testing/ports/postgres_identity.ts";
import { ErasureDigests } from "../../system/erasure_digests.ts";
import type { Sql } from "../core/connect.ts";
import { PostgresArchiveCatalogue } from "./archive_catalogue.ts";
import { PostgresBeacons } from "./beacons.ts";
import { keyErasedCustomers } from "./customer_digests.ts";
import { PostgresCustomers } from "./customers.ts";
import { PostgresErasedCustomers } from "./erased_customers.ts";
import { PostgresErasureRegister } from "./erasure_register.ts";
import { PostgresIdentifications } from "./identifications.ts";

const BARE = new ErasureDigests();
const KEYED = new ErasureDigests(Buffer.from("a key"));
const KIM = "김철수" as CustomerId;
const ANNA = "anna" as CustomerId;
const OLD = "old-customer" as CustomerId;

function doorsOf(sql: Sql, digests: ErasureDigests) {
  const identifications = new PostgresIdentifications(sql, sampleRecord, digests);
  return {
    identify: async (id: string, at = NOON) => {
      const event = eventOf(sampleIdentity(id, { at }));
      const result = await identifications.record(event, {}, () => accepted(event.identity));
      return result.ok ? "stored" : result.refusal.code;
    },
    recorded: async (id: string) =>
      (await new PostgresErasedCustomers(sql, digests).amongst([identified(id, NOON)])).length === 0,
    archived: async (id: string) => {
      const catalogue = new PostgresArchiveCatalogue(sql, digests);
      const plan = {
        name: crypto.randomUUID(),
        day: "2026-03-01",
        events: [{ customerId: id as CustomerId, detectedAt: NOON }],
      };
      await catalogue.plan(plan, NOON);
      const keys = await catalogue.keysOf([id as CustomerId]);
      await catalogue.finish(plan.name, null, NOON);
      return keys.size === 1;
    },
    admit: (id: CustomerId, at: Date) => new PostgresCustomers(sql, digests).put(id, { preferences: {} }, at),
    erase: (id: CustomerId, at = NOON) => new PostgresErasureRegister(sql, "topic", digests).begin(id, at),
  };
}

const kinds = async (sql: Sql) =>
  (await sql<{ keyed: boolean }[]>`select keyed from erased_customers order by keyed`).map(({ keyed }) => keyed);

Deno.test("erased customers of an earlier version stay erased at every door while their digests get the key", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const earlier = doorsOf(sql, BARE);
  const doors = doorsOf(sql, KEYED);
  await new PostgresBeacons(sql).put(sampleBeacon(1));
  // In the form that the version before canonical ids registered, and in its present one.
  await earlier.erase(KIM.normalize("NFD") as CustomerId);
  for (const id of [ANNA, OLD]) await earlier.erase(id);
  await earlier.admit(OLD, msAfter(NOON, 1));
  const areKept = async () => {
    for (const id of [KIM, ANNA]) {
      assertEquals(await doors.identify(id), "customer_erased", id);
      assertEquals([await doors.recorded(id), await doors.archived(id)], [false, false], id);
    }
    assertEquals(await doors.identify(OLD), "customer_erased");
    assertEquals(await doors.recorded(OLD), false);
    assertEquals(await doors.recorded("somebody"), true);
  };
  await areKept();
  assertEquals(await keyErasedCustomers(sql, BARE), 0);
  assertEquals(await keyErasedCustomers(sql, KEYED), 3);
  assertEquals([await kinds(sql), await keyErasedCustomers(sql, KEYED)], [[true, true, true], 0]);
  await areKept();
  const bare = [KIM, KIM.normalize("NFD"), ANNA, OLD].map((id) => BARE.bare(id));
  const found = await sql`select from erased_customers where customer_digest in ${sql(bare)}`;
  assertEquals(found.count, 0, "nobody finds an id without the key");

  assertEquals(await doors.identify(OLD, msAfter(NOON, 1)), "stored");
  assertEquals(await doors.archived(OLD), true);
  await doors.admit(KIM, msAfter(NOON, 5));
  assertEquals(await doors.identify(KIM, msAfter(NOON, 4)), "customer_erased");
  assertEquals(await doors.identify(KIM, msAfter(NOON, 5)), "stored");
});

Deno.test("an erasure gives an earlier version's digest the key, and keeps when the customer was erased", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const later = msAfter(NOON, 1_000);
  await doorsOf(sql, BARE).erase(ANNA);
  assertEquals((await doorsOf(sql, KEYED).erase(ANNA, later)).erasedAt, NOON);
  assertEquals(await kinds(sql), [true]);
  await doorsOf(sql, KEYED).erase(OLD);
  await doorsOf(sql, KEYED).admit(OLD, later);
  assertEquals((await doorsOf(sql, KEYED).erase(OLD, msAfter(later, 1))).erasedAt, msAfter(later, 1));
});

Deno.test("no door opens without the key of the register, or with another", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await doorsOf(sql, KEYED).erase(ANNA);
  for (const digests of [BARE, new ErasureDigests(Buffer.from("another key"))]) {
    const doors = doorsOf(sql, digests);
    for (
      const door of [
        () => doors.identify(ANNA),
        () => doors.identify("somebody"),
        () => doors.recorded(ANNA),
        () => doors.archived(ANNA),
        () => doors.admit(ANNA, NOON),
        () => doors.erase(KIM),
      ]
    ) await assertRejects(door, Outage, "ERASURE_KEY");
  }
  await sql`insert into erased_customers (customer_digest, erased_at) values (${BARE.bare(KIM)}, ${NOON})`;
  await assertRejects(() => keyErasedCustomers(sql, new ErasureDigests(Buffer.from("another key"))), Outage);
  assertEquals(await kinds(sql), [false, true]);
  assertEquals((await sql`select from customers`).count, 0, "a refused detection leaves no customer");
});

Deno.test("keyErasedCustomers joins two digests of one customer: admitted only if both were", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const later = msAfter(NOON, 1_000);
  for (const [bare, keyed, expected] of [[null, later, null], [later, null, null], [NOON, later, later]] as const) {
    await sql`truncate erased_customers`;
    await sql`
      insert into erased_customers (customer_digest, keyed, erased_at, readmitted_at)
      values (${BARE.bare(ANNA)}, false, ${NOON}, ${bare}), (${KEYED.of(ANNA)}, true, ${later}, ${keyed})`;
    assertEquals(await keyErasedCustomers(sql, KEYED), 1);
    const rows = await sql`select keyed, erased_at, readmitted_at from erased_customers`;
    assertEquals([...rows].map((row) => ({ ...row })), [{ keyed: true, erased_at: NOON, readmitted_at: expected }]);
  }
});
