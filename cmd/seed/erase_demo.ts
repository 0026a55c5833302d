import { removeVisits } from "../../adapters/postgres/identity/demo_visits.ts";
import { removeStores } from "../../adapters/postgres/store/demo_sales.ts";
import { PostgresManuals } from "../../adapters/postgres/store/manuals.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { removeManual } from "../../application/store/manuals/remove_manual.ts";
import { DEMO_CUSTOMERS, demoStoreIds } from "../../domain/identity/visits/simulated_store.ts";
import { DEMO_MANUALS } from "../../domain/store/simulation/demo_manuals.ts";
import { DEMO_STORES } from "../../domain/store/simulation/demo_stores.ts";

interface ErasedDemo {
  readonly sales: number;
  readonly manuals: number;
  readonly identifications: number;
  readonly customers: number;
  readonly beacons: number;
}

/** What the stores of a demo made, and nothing else; sourcing's demo accounts are closed by whoever wants that. */
export async function eraseDemo(sql: Sql): Promise<ErasedDemo> {
  const manuals = new PostgresManuals(sql);
  let removed = 0;
  for (const { manualId } of DEMO_MANUALS) {
    const done = await removeManual({ manuals, clock: () => new Date() }, manualId, { erase: "true" });
    if (done.ok) removed++;
  }
  const sales = await removeStores(sql, DEMO_STORES.map(({ storeId }) => storeId));
  const visits = await removeVisits(sql, { storeIds: demoStoreIds(), called: DEMO_CUSTOMERS });
  return { sales, manuals: removed, ...visits };
}
