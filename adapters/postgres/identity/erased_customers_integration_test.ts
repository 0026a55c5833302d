import { assertEquals } from "@std/assert";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { msAfter } from "../../../testing/fixtures/identity_samples.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import { identified } from "../../../testing/ports/events.ts";
import { PostgresErasedCustomers } from "./erased_customers.ts";

Deno.test("PostgresErasedCustomers lists who was erased under any spelling, until all are admitted again", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const erased = new PostgresErasedCustomers(sql);
  const id = "김철수";
  const events = [0, 1, 2].map((ms) => identified(id, msAfter(NOON, ms)));
  const listed = async (...readmitted: readonly (Date | null)[]) => {
    await sql`truncate erased_customers`;
    for (const [nth, at] of readmitted.entries()) {
      const spelling = nth === 0 ? id : id.normalize("NFD");
      await sql`
        insert into erased_customers (customer_digest, erased_at, readmitted_at)
        values (sha256(convert_to(${spelling}, 'UTF8')), ${msAfter(NOON, -1)}, ${at})`;
    }
    const all = await erased.amongst([...events, identified("kim", NOON)]);
    return all.map(({ identity: { customerId, detectedAt } }) => [customerId as string, +detectedAt - +NOON]);
  };
  const those = (...moments: readonly number[]) => moments.map((ms) => [id, ms]);
  const [first, second] = [msAfter(NOON, 1), msAfter(NOON, 2)];
  assertEquals(await listed(), []);
  assertEquals(await listed(null), those(0, 1, 2));
  assertEquals(await listed(first), those(0));
  for (const both of [[first, null], [null, first], [null, null]]) assertEquals(await listed(...both), those(0, 1, 2));
  for (const both of [[first, second], [second, first]]) assertEquals(await listed(...both), those(0, 1));
});
