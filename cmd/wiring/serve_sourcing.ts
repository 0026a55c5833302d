import type { SourcingDeps, SourcingPorts } from "../../adapters/http/sourcing/deps.ts";
import { PostgresBenchmarks } from "../../adapters/postgres/sourcing/benchmarks.ts";
import { PostgresCandidates } from "../../adapters/postgres/sourcing/candidates.ts";
import { PostgresCrossDatabaseOutbox } from "../../adapters/postgres/sourcing/cross_database_outbox.ts";
import { PostgresListings } from "../../adapters/postgres/sourcing/listings.ts";
import { PostgresMarketAccounts } from "../../adapters/postgres/sourcing/market_accounts.ts";
import { PostgresMarketOrders } from "../../adapters/postgres/sourcing/market_orders.ts";
import { PostgresProducts } from "../../adapters/postgres/sourcing/products.ts";
import { PostgresSupplierAccounts } from "../../adapters/postgres/sourcing/supplier_accounts.ts";
import { PostgresSupplierJournal } from "../../adapters/postgres/sourcing/supplier_journal.ts";
import { PostgresSupplierOrders } from "../../adapters/postgres/sourcing/supplier_orders.ts";
import { PostgresSupplierRecords } from "../../adapters/postgres/sourcing/supplier_records.ts";
import { Outage, reasonOf } from "../../application/shared/fault.ts";
import { keepSourcing } from "./keep_sourcing.ts";
import { openSourcing } from "./open_sourcing.ts";
import type { Process } from "./process/run_process.ts";

interface ServeSourcingOptions {
  /** Once opened, this process does all of sourcing's work too: it is all there is. */
  readonly works: boolean;
}

/**
 * Sourcing for the API. Databases on servers are opened at once, so that wrong addresses are refused before anything is
 * served; embedded ones take time and memory, and wait for the first call. What is unreachable is tried again at each call.
 */
export async function serveSourcing(process: Process, { works }: ServeSourcingOptions): Promise<SourcingDeps> {
  let opened: Promise<SourcingPorts> | null = null;
  const open = () =>
    opened ??= openPorts(process, works).catch((error) => {
      opened = null;
      throw error;
    });
  if (process.config.sourcing.databases !== null) {
    await open().catch((error) => {
      if (!(error instanceof Outage)) throw error;
      process.log.warn({ reason: reasonOf(error) }, "cannot open the sourcing databases yet");
    });
  }
  return { open, now: () => performance.now() };
}

async function openPorts(process: Process, works: boolean): Promise<SourcingPorts> {
  const databases = await openSourcing(process, "api");
  if (works) {
    const working = keepSourcing(process, databases).catch((error) =>
      process.log.error({ reason: reasonOf(error) }, "sourcing does no work in this process")
    );
    process.closing.defer(() => working);
  }
  const { source, dropship, market } = databases;
  const benchmarks = new PostgresBenchmarks(market);
  return {
    accounts: new PostgresSupplierAccounts(source),
    journal: new PostgresSupplierJournal(source),
    records: new PostgresSupplierRecords(source),
    outbox: new PostgresCrossDatabaseOutbox(source, "source"),
    dropshipOutbox: new PostgresCrossDatabaseOutbox(dropship, "dropship"),
    products: new PostgresProducts(dropship),
    candidates: new PostgresCandidates(dropship),
    benchmarks,
    collection: benchmarks,
    marketAccounts: new PostgresMarketAccounts(market),
    listings: new PostgresListings(market),
    orders: new PostgresMarketOrders(market),
    supplierOrders: new PostgresSupplierOrders(market),
  };
}
