import type { Sql } from "../core/connect.ts";
import { LOCKS } from "../core/lock_numbers.ts";
import { transaction } from "../core/map_errors.ts";

interface RemovedVisits {
  readonly identifications: number;
  readonly customers: number;
  readonly beacons: number;
}

/** Removes the beacons of stores with all that was identified there, and who was nowhere else and is called so with a number. */
export function removeVisits(
  sql: Sql,
  { storeIds, called }: { readonly storeIds: readonly string[]; readonly called: string },
): Promise<RemovedVisits> {
  const ids = [...storeIds];
  return transaction(sql, async (sql) => {
    await sql`select pg_advisory_xact_lock(${LOCKS.beacons})`;
    const identities = await sql`
      delete from customer_identities
      where beacon_id in (select beacon_id from beacons where store_id = any(${ids}::text[]))`;
    const customers = await sql`
      delete from customers c where c.customer_id ~ ${`^${called}-[0-9]{5}$`}
        and not exists (select from customer_identities i where i.customer_id = c.customer_id)`;
    const beacons = await sql`delete from beacons where store_id = any(${ids}::text[])`;
    return { identifications: identities.count, customers: customers.count, beacons: beacons.count };
  });
}
