import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import type { SimulatedStore } from "../../../../domain/identity/visits/simulated_store.ts";

export interface Seeded {
  readonly customers: number;
  readonly identities: number;
  readonly bytes: number;
  readonly customersBytes: number;
}

/** Each of the first customers has one old identification; more would take longer to create than to measure. */
const MOST_IDENTITIES = 1_000_000;

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
  // Its dirty pages would otherwise be flushed during the measurement. Not every account may do this.
  await sql`checkpoint`.catch(() => {});
  const [sizes] = await sql<{ bytes: number; customers: number }[]>`
    select pg_database_size(current_database())::float8 as bytes,
      pg_total_relation_size('customers')::float8 as customers`;
  return { customers: count, identities, bytes: sizes!.bytes, customersBytes: sizes!.customers };
}
