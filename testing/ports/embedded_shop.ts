import { startEmbeddedPostgres } from "../../adapters/embedded/start_postgres.ts";
import { connectPostgres } from "../../adapters/postgres/core/connect.ts";
import { Migrations } from "../../adapters/postgres/core/migrations.ts";
import { MIGRATIONS } from "../engines/temporary_database.ts";
import type { IdentityUnderTest } from "./identity.ts";
import { identityOn } from "./postgres_identity.ts";
import { shopOn, type ShopUnderTest } from "./shop.ts";
import { storesOn, type StoresUnderTest } from "./stores.ts";

/** The embedded database in memory, one for a whole test file, since starting it takes seconds. */
export interface EmbeddedShops extends AsyncDisposable {
  readonly url: string;
  /** Returns the ports of commerce on an emptied database. One at a time. */
  open(): Promise<ShopUnderTest>;
  openStores(): Promise<StoresUnderTest>;
  openIdentity(): Promise<IdentityUnderTest>;
}

export async function embeddedShops(): Promise<EmbeddedShops> {
  const postgres = await startEmbeddedPostgres(null);
  const sql = connectPostgres({ url: postgres.url, max: 20 });
  const stop = async () => {
    await sql.end({ timeout: 5 });
    await postgres.stop();
  };
  try {
    await new Migrations(sql, MIGRATIONS).up();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: postgres.url,
    open: async () => {
      await sql`
        truncate users, grade_changes, products, orders, daily_sales, pending_orders, consumer_offsets, outbox,
          order_deltas, grading_runs, grading_due, import_runs, import_gaps, webhook_deliveries,
          webhook_purchases, webhook_subscriptions, webhook_outbox, erased_users, erasure_key restart identity`;
      return shopOn(sql, () => Promise.resolve());
    },
    openStores: async () => {
      await sql`truncate stores, sales, business_days, store_reports cascade`;
      return storesOn(sql, () => Promise.resolve());
    },
    openIdentity: async () => {
      await sql`truncate customers, beacons, beacon_positions, customer_identities, confidence_feedback, erased_customers, erasure_key, outbox, webhook_subscriptions,
          webhook_outbox restart identity`;
      return identityOn(sql, () => Promise.resolve());
    },
    [Symbol.asyncDispose]: stop,
  };
}
