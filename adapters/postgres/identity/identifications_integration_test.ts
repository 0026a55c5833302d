import { assertEquals } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { confidenceFeedbackContract } from "../../../application/identity/ports/confidence_feedback_contract.ts";
import { customersContract } from "../../../application/identity/ports/customers_contract.ts";
import { identificationsContract } from "../../../application/identity/ports/identifications_contract.ts";
import { type CustomerIdentity, identify } from "../../../domain/identity/customer_identity.ts";
import { openTransaction } from "../../../testing/engines/open_transaction.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { eventOf, msAfter, sampleBeacon, sampleIdentity } from "../../../testing/fixtures/identity_samples.ts";
import "../../../testing/engines/leak_checks.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import { identityOn, postgresIdentity } from "../../../testing/ports/postgres_identity.ts";

identificationsContract("Postgres", postgresIdentity, { rounds: 25 });
customersContract("Postgres", postgresIdentity);
confidenceFeedbackContract("Postgres", postgresIdentity);

Deno.test("PostgresIdentifications that decides many together answers each for itself, whatever the others bring", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const store = identityOn(sql, () => Promise.resolve());
  await store.beacons.put(sampleBeacon(1));
  const record = async (identity: CustomerIdentity) => {
    const event = eventOf(identity);
    const result = await store.identifications.record(event, {}, (near) => identify(identity, near))
      .catch((error: Error) => error);
    if (result instanceof Error) return result instanceof Outage ? result.message : result.name;
    return result.ok ? "identified" : result.refusal.code;
  };
  const good = Array.from({ length: 30 }, (_, nth) => sampleIdentity(`good${nth % 15}`, { at: msAfter(NOON, nth) }));
  const noYear = sampleIdentity("too early", { at: new Date("1999-03-02T12:00:00Z") });
  const noBeacon = sampleIdentity("nowhere", { beacon: sampleBeacon(2) });
  const tooLong = { ...sampleIdentity("too long"), storeId: "x".repeat(65) } as CustomerIdentity;
  const outcomes = await Promise.all([...good.slice(0, 20), noYear, noBeacon, tooLong, ...good.slice(20)].map(record));

  assertEquals(outcomes.slice(20, 23), [
    "Cannot reach Postgres: customer_identities has no partition for 1999 yet",
    outcomes[21]!,
    "DataRefused",
  ]);
  assertEquals(outcomes[21]!.startsWith("Cannot reach Postgres"), true);
  const rest = outcomes.toSpliced(20, 3).sort();
  assertEquals(rest, [...Array(15).fill("duplicate_within_minute"), ...Array(15).fill("identified")]);
  const rows = async (table: string) => (await sql`select from ${sql(table)}`).count;
  assertEquals(await Promise.all(["customers", "customer_identities", "outbox"].map(rows)), [15, 15, 15]);
});

Deno.test("PostgresIdentifications lets those who come later go on while a customer is locked", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const store = identityOn(sql, () => Promise.resolve());
  await store.beacons.put(sampleBeacon(1));
  const record = (customer: string) => {
    const identity = sampleIdentity(customer);
    return store.identifications.record(eventOf(identity), {}, (near) => identify(identity, near));
  };
  await record("locked");
  const holding = await openTransaction(
    sql,
    (sql) => sql`select from customers where customer_id = 'locked' for update`,
  );
  const waiting = Promise.all([record("locked"), record("locked")]);
  // Who comes in the same moment waits together with them.
  await new Promise((resolve) => setTimeout(resolve));
  const others: boolean[] = [];
  try {
    for (let nth = 0; nth < 5; nth++) others.push((await record(`free${nth}`)).ok);
  } finally {
    await holding.commit();
  }
  assertEquals(others, Array(5).fill(true));
  assertEquals((await waiting).map(({ ok }) => ok), [false, false]);
});
