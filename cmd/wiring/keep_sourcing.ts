import { repeat } from "../../adapters/system/repeat.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { RECORD_KINDS } from "../../domain/sourcing/supplier_record.ts";
import type { SourcingDatabases } from "./open_sourcing.ts";
import { productMaking } from "./product_making.ts";
import type { Process } from "./process/run_process.ts";
import { SupplierSync } from "./sync_suppliers.ts";
import { Trading } from "./trading.ts";

const PAUSE_MS = 1_000;

/**
 * What `sync-supplier`, `make-products`, `publish-listings`, `pull-market-orders` and `place-supplier-orders` do, side by
 * side in this process, until it is asked to stop.
 */
export async function keepSourcing(process: Process, databases: SourcingDatabases): Promise<void> {
  const { log, signal, config } = process;
  const keep = (what: string, work: () => Promise<unknown>, pauseMs = PAUSE_MS) =>
    repeat(work, pauseMs, signal, (error) => log.warn({ reason: reasonOf(error) }, `cannot ${what} yet`));
  const make = await productMaking(process, databases);
  const trading = new Trading(process, databases);
  await Promise.all([
    new SupplierSync(process, databases.source).keepReading(() => true, RECORD_KINDS),
    keep("make products", make),
    keep("publish listings", () => trading.publish()),
    keep("pull orders", () => trading.pull(), config.sourcing.pullIntervalSeconds * 1_000),
    keep("place supplier orders", () => trading.place()),
  ]);
}
