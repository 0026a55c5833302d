import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import type { SimulatedStore } from "../../../../domain/identity/visits/simulated_store.ts";

export interface Seeded {
  readonly customers: number;
  readonly identities: number;
  /** Of the whole database. */
  readonly bytes: number;
  /** Of the table of customers with its indexes. */
  readonly customersBytes: number;
}

/** Each customer up to so many was identified once, long ago; more would take longer to make than to measure. */
const MOST_IDENTITIES = 1_000_000;

/** Customers `customer-1` to `customer-<count>` who were seen at `lastSeen`, and identifications of them. */
export async function seedCustomers(
  sql: Sql,
  count: number,
  { lastSeen, store }: { readonly lastSeen: Date; readonly store: SimulatedStore },
): Promise<Seeded> {
  const { beaconId, storeId, location } = store.tables[0]!.beacon;
  const identities = Math.min(count, MOST_IDENTITIES);
  await sql`
    insert into customers (customer_id, last_seen)
    select 'customer-' || n, ${lastSeen} from generate_series(1, ${count}::integer) n`;
  await sql`
    insert into customer_identities
      (customer_id, beacon_id, store_id, location, location_type, confidence, detected_at, event_id)
    select 'customer-' || n, ${beaconId}, ${storeId}, ${location.name}, ${location.type}, 0.95, ${lastSeen},
      gen_random_uuid()
    from generate_series(1, ${identities}::integer) n`;
  await sql`vacuum (analyze) customers`;
  await sql`vacuum (analyze) customer_identities`;
  // What it has written would otherwise be flushed while others are measured. Not everybody may.
  await sql`checkpoint`.catch(() => {});
  const [sizes] = await sql<{ bytes: number; customers: number }[]>`
    select pg_database_size(current_database())::float8 as bytes,
      pg_total_relation_size('customers')::float8 as customers`;
  return { customers: count, identities, bytes: sizes!.bytes, customersBytes: sizes!.customers };
}
