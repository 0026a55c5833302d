import { PostgresBenchmarks } from "../../adapters/postgres/sourcing/benchmarks.ts";
import { PostgresCandidates } from "../../adapters/postgres/sourcing/candidates.ts";
import { PostgresCrossDatabaseOutbox } from "../../adapters/postgres/sourcing/cross_database_outbox.ts";
import { PostgresListings } from "../../adapters/postgres/sourcing/listings.ts";
import { PostgresMarketAccounts } from "../../adapters/postgres/sourcing/market_accounts.ts";
import { PostgresMarketOrderJournal } from "../../adapters/postgres/sourcing/market_order_journal.ts";
import { PostgresMarketProductJournal } from "../../adapters/postgres/sourcing/market_product_journal.ts";
import { PostgresMarketOrders } from "../../adapters/postgres/sourcing/market_orders.ts";
import { PostgresShipmentReports } from "../../adapters/postgres/sourcing/shipment_reports.ts";
import { PostgresProductVectors } from "../../adapters/postgres/sourcing/product_vectors.ts";
import { PostgresProducts } from "../../adapters/postgres/sourcing/products.ts";
import { PostgresSupplierAccounts } from "../../adapters/postgres/sourcing/supplier_accounts.ts";
import { PostgresSupplierJournal } from "../../adapters/postgres/sourcing/supplier_journal.ts";
import { PostgresSupplierOrders } from "../../adapters/postgres/sourcing/supplier_orders.ts";
import { PostgresSupplierRecords } from "../../adapters/postgres/sourcing/supplier_records.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { makeRound, type MakeRoundDeps } from "../../application/sourcing/make_round.ts";
import { FailureLog } from "../../application/sourcing/marketplace_rounds.ts";
import { placeRound } from "../../application/sourcing/place_round.ts";
import { publishRound } from "../../application/sourcing/publish_round.ts";
import { pullRound } from "../../application/sourcing/pull_round.ts";
import { pullMarketProducts } from "../../application/sourcing/marketplace/pull_market_products.ts";
import { runSourcing } from "../../application/sourcing/run_sourcing.ts";
import { keepSuppliersSynced } from "../../application/sourcing/sync_suppliers.ts";
import { marginPolicy } from "../../domain/sourcing/price_policy.ts";
import { RECORD_KINDS } from "../../domain/sourcing/supplier_item.ts";
import { openEmbedder } from "./engines/embedder.ts";
import { openPartners } from "./engines/partners.ts";
import { buyerErasure, buyerRetentionRound, openErasedBuyers } from "./buyers.ts";
import type { SourcingDatabases } from "./open_sourcing.ts";
import type { Process } from "./process/run_process.ts";
import { runnerName } from "./process/runner_name.ts";

export function sourcingPorts({ config }: Pick<Process, "config">, databases: SourcingDatabases) {
  const { source, dropship, market, singleSession } = databases;
  const erased = openErasedBuyers(config);
  const benchmarks = new PostgresBenchmarks(market);
  return {
    accounts: new PostgresSupplierAccounts(source),
    journal: new PostgresSupplierJournal(source, erased),
    records: new PostgresSupplierRecords(source),
    outbox: new PostgresCrossDatabaseOutbox(source, "source", { singleSession }),
    dropshipOutbox: new PostgresCrossDatabaseOutbox(dropship, "dropship", { singleSession }),
    products: new PostgresProducts(dropship),
    candidates: new PostgresCandidates(dropship),
    benchmarks,
    collection: benchmarks,
    marketAccounts: new PostgresMarketAccounts(market),
    listings: new PostgresListings(market),
    orders: new PostgresMarketOrders(market, erased),
    supplierOrders: new PostgresSupplierOrders(market),
    shipments: new PostgresShipmentReports(market),
    productJournal: new PostgresMarketProductJournal(market),
    orderJournal: new PostgresMarketOrderJournal(market, erased),
    buyers: buyerErasure(databases, erased),
  };
}

export function sourcingDeps({ config, log }: Process, databases: SourcingDatabases) {
  const ports = sourcingPorts({ config }, databases);
  return {
    ...ports,
    items: ports.records,
    partners: openPartners(config),
    leastMarginRate: config.sourcing.leastMarginRate,
    digest: sha256,
    clock: () => new Date(),
    newId: () => crypto.randomUUID(),
    runner: runnerName(),
    log,
    failures: new FailureLog(log),
  };
}

type SourcingStepDeps = ReturnType<typeof sourcingDeps>;

export function makeRoundDeps(
  process: Process,
  { dropship }: Pick<SourcingDatabases, "dropship">,
  deps: SourcingStepDeps,
): MakeRoundDeps {
  return {
    outbox: deps.outbox,
    items: deps.items,
    products: deps.products,
    formatOf: deps.partners.formatOf,
    policy: marginPolicy(process.config.sourcing.marginRate),
    digest: sha256,
    vectors: new PostgresProductVectors(dropship),
    embedder: openEmbedder(process),
  };
}

export function syncTimes({ config, signal }: Pick<Process, "config" | "signal">) {
  const { syncIntervalSeconds, completeIntervalSeconds } = config.sourcing;
  return {
    intervalMs: syncIntervalSeconds * 1_000,
    completeIntervalMs: completeIntervalSeconds * 1_000,
    now: () => performance.now(),
    sleep,
    signal,
  };
}

export async function keepSourcing(process: Process, databases: SourcingDatabases): Promise<void> {
  const { signal, log, config } = process;
  const deps = sourcingDeps(process, databases);
  const make = makeRoundDeps(process, databases, deps);
  await runSourcing({
    sync: () => keepSuppliersSynced(deps, { kinds: RECORD_KINDS, ...syncTimes(process) }),
    make: () => makeRound(make, { signal }),
    publish: () => publishRound(deps, { signal }),
    pull: () => pullRound({ ...deps, journal: deps.orderJournal }, { signal }),
    pullProducts: () => pullMarketProducts(deps, { signal }),
    place: () => placeRound(deps, { signal }),
    expire: () => buyerRetentionRound(databases, openErasedBuyers(config), { config, log }),
  }, {
    repeat,
    pullIntervalMs: config.sourcing.pullIntervalSeconds * 1_000,
    productsIntervalMs: config.sourcing.productsIntervalSeconds * 1_000,
    signal,
    log,
  });
}
