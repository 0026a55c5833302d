import { PostgresCommerceWriter } from "../../../../adapters/postgres/commerce/commerce_writer.ts";
import { PostgresPoolCandidates } from "../../../../adapters/postgres/commerce/pool_candidates.ts";
import { PostgresUsers } from "../../../../adapters/postgres/commerce/users.ts";
import { refreshPools } from "../../../../application/commerce/cache/refresh_pools.ts";
import { userIdSchema } from "../../../../domain/commerce/user.ts";
import { wholeBetween } from "../../../../domain/shared/random.ts";
import type { ServerDatabase } from "../../../wiring/config/database_config.ts";
import { openCache } from "../../../wiring/commerce.ts";
import type { Process } from "../../../wiring/process/run_process.ts";
import type { Contender } from "../bench.ts";
import { fillCustomers, productsFor } from "../fill/fill_customers.ts";
import { latencyOf, timeEach } from "../../../wiring/process/latencies.ts";
import { scratchDatabase } from "../scratch_database.ts";
import { makeOrders } from "../sink_orders.ts";

export const ACTS = ["refresh of both pools", "a customer by key", "storing 1,000 orders"] as const;

const REFRESHES = 10;
const LOOK_UPS = 500;
const STORES = 5;
const ORDERS_AT_ONCE = 1_000;

/** In microseconds. */
export async function shopOfSize(own: Process, server: ServerDatabase, customers: number): Promise<Contender[]> {
  const { sql } = own.closing.use(await scratchDatabase(server));
  await fillCustomers(sql, customers);
  const pools = openCache(own);
  const deps = { candidates: new PostgresPoolCandidates(sql), pools, refreshes: pools, clock: () => new Date() };
  const users = new PostgresUsers(sql);
  const store = new PostgresCommerceWriter(sql);
  let loads = 0;
  const works: readonly { readonly times: number; readonly work: () => Promise<unknown> }[] = [
    { times: REFRESHES, work: () => refreshPools(deps, { size: own.config.commerce.cache.poolSize }) },
    {
      times: LOOK_UPS,
      work: async () => {
        const id = `U-${String(wholeBetween(Math.random, 1, customers)).padStart(8, "0")}`;
        if (!await users.find(userIdSchema.parse(id))) throw new Error(`Cannot measure: there is no ${id}`);
      },
    },
    {
      times: STORES,
      work: async () => {
        const size = { users: customers, products: productsFor(customers), orders: ORDERS_AT_ONCE };
        const { stored } = await store.addOrders([...makeOrders(size, `scale ${++loads}`)]);
        if (stored !== ORDERS_AT_ONCE) throw new Error(`Cannot measure: ${stored} of ${ORDERS_AT_ONCE} were stored`);
      },
    },
  ];
  for (const { work } of works) await timeEach(2, work);
  return works.map(({ times, work }, nth) => ({
    name: `${ACTS[nth]}, ${customers.toLocaleString("en-US")} customers`,
    unit: "µs",
    measure: async () => 1_000 * latencyOf(await timeEach(times, work)).p50,
  }));
}
