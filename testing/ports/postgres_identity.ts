import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresBeacons } from "../../adapters/postgres/identity/beacons.ts";
import { PostgresConfidenceFeedback } from "../../adapters/postgres/identity/confidence_feedback.ts";
import { PostgresCustomers } from "../../adapters/postgres/identity/customers.ts";
import { PostgresFloorPlans } from "../../adapters/postgres/identity/floor_plans.ts";
import { PostgresIdentifications } from "../../adapters/postgres/identity/identifications.ts";
import { PostgresIdentityHistory } from "../../adapters/postgres/identity/identity_history.ts";
import type { CustomerIdentified } from "../../domain/identity/customer_identified.ts";
import { temporaryDatabase } from "../engines/temporary_database.ts";
import type { IdentityUnderTest } from "./identity.ts";

export function identityOn(sql: Sql, dispose: () => Promise<void>): IdentityUnderTest {
  return {
    beacons: new PostgresBeacons(sql),
    plans: new PostgresFloorPlans(sql),
    customers: new PostgresCustomers(sql),
    identifications: new PostgresIdentifications(sql, sampleRecord),
    history: new PostgresIdentityHistory(sql),
    feedback: new PostgresConfidenceFeedback(sql),
    events: async () => (await sql`select key from outbox order by id`).map(({ key }) => String(key)),
    erase: async (customer, at) => {
      await sql.begin((sql) =>
        Promise.all([
          sql`delete from customer_identities where customer_id = ${customer}`,
          sql`delete from customers where customer_id = ${customer}`,
          sql`
          insert into erased_customers (customer_digest, erased_at)
          values (sha256(convert_to(${customer}, 'UTF8')), ${at})
          on conflict (customer_digest) do update set erased_at = excluded.erased_at, readmitted_at = null`,
        ])
      );
    },
    [Symbol.asyncDispose]: dispose,
  };
}

export function sampleRecord({ eventId, identity }: CustomerIdentified) {
  const value = new TextEncoder().encode(JSON.stringify(identity));
  return { topic: "customer-identified", key: eventId, value, headers: { "ce_id": eventId } };
}

export async function postgresIdentity(): Promise<IdentityUnderTest> {
  const database = await temporaryDatabase();
  return identityOn(database.sql, async () => await database[Symbol.asyncDispose]());
}
