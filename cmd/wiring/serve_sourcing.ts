import type { SourcingDeps, SourcingPorts } from "../../adapters/http/sourcing/deps.ts";
import { PostgresBenchmarks } from "../../adapters/postgres/sourcing/benchmarks.ts";
import { PostgresCandidates } from "../../adapters/postgres/sourcing/candidates.ts";
import { PostgresCarriedOutbox } from "../../adapters/postgres/sourcing/carried_outbox.ts";
import { PostgresProducts } from "../../adapters/postgres/sourcing/products.ts";
import { PostgresSupplierAccounts } from "../../adapters/postgres/sourcing/supplier_accounts.ts";
import { PostgresSupplierJournal } from "../../adapters/postgres/sourcing/supplier_journal.ts";
import { PostgresSupplierRecords } from "../../adapters/postgres/sourcing/supplier_records.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { Outage, reasonOf } from "../../application/shared/fault.ts";
import { RECORD_KINDS } from "../../domain/sourcing/supplier_record.ts";
import { openSourcing, type SourcingDatabases } from "./open_sourcing.ts";
import { productMaking } from "./product_making.ts";
import type { Process } from "./run_process.ts";
import { SupplierSync } from "./sync_suppliers.ts";

export interface ServeSourcingOptions {
  /** Once opened, this process reads suppliers and makes products too: it is all there is. */
  readonly works: boolean;
}

const PAUSE_MS = 1_000;

/**
 * Sourcing for the API. Databases on servers are opened at once, so that wrong addresses are refused before anything is
 * served; embedded ones take time and memory, and wait for the first call. What is away is tried again at each call.
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
  if (works) work(process, databases);
  const { source, dropship, market } = databases;
  const benchmarks = new PostgresBenchmarks(market);
  return {
    accounts: new PostgresSupplierAccounts(source),
    journal: new PostgresSupplierJournal(source),
    records: new PostgresSupplierRecords(source),
    outbox: new PostgresCarriedOutbox(source, "source"),
    products: new PostgresProducts(dropship),
    candidates: new PostgresCandidates(dropship),
    benchmarks,
    collection: benchmarks,
  };
}

/** What `sync-supplier` and `make-products` do, in this process, until it ends. */
function work(process: Process, databases: SourcingDatabases): void {
  const { log, signal, closing } = process;
  const onError = (error: unknown) => log.warn({ reason: reasonOf(error) }, "cannot make products yet");
  const making = productMaking(process, databases).then((make) => repeat(make, PAUSE_MS, signal, onError));
  const reading = new SupplierSync(process, databases.source).keepReading(() => true, RECORD_KINDS);
  closing.defer(async () => {
    await Promise.all([making, reading]);
  });
}
