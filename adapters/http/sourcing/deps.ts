import type { CrossDatabaseOutbox } from "../../../application/sourcing/ports/cross_database_outbox.ts";
import type { BenchmarkCollection, Benchmarks } from "../../../application/sourcing/ports/benchmarks.ts";
import type { Candidates } from "../../../application/sourcing/ports/candidates.ts";
import type { ListingBook, Listings } from "../../../application/sourcing/ports/listings.ts";
import type { MarketAccounts } from "../../../application/sourcing/ports/market_accounts.ts";
import type { Orders } from "../../../application/sourcing/ports/market_orders.ts";
import type { ProductIntake, Products } from "../../../application/sourcing/ports/products.ts";
import type { SupplierAccounts } from "../../../application/sourcing/ports/supplier_accounts.ts";
import type { SupplierJournal } from "../../../application/sourcing/ports/supplier_journal.ts";
import type { SupplierOrders } from "../../../application/sourcing/ports/supplier_orders.ts";
import type { SupplierRecords } from "../../../application/sourcing/ports/supplier_records.ts";

/** What the sourcing routes stand on, in three databases. */
export interface SourcingPorts {
  readonly accounts: SupplierAccounts;
  readonly journal: SupplierJournal;
  readonly records: SupplierRecords;
  readonly outbox: CrossDatabaseOutbox<"source">;
  readonly dropshipOutbox: CrossDatabaseOutbox<"dropship">;
  readonly products: Products & ProductIntake;
  readonly candidates: Candidates;
  readonly benchmarks: Benchmarks;
  readonly collection: BenchmarkCollection;
  readonly marketAccounts: MarketAccounts;
  readonly listings: Listings & ListingBook;
  readonly orders: Orders;
  readonly supplierOrders: SupplierOrders;
}

export interface SourcingDeps {
  /** Opens the three databases at the first call. Throws `Outage`. */
  open(): Promise<SourcingPorts>;
  /** Milliseconds of a clock that never goes back, for explanations. */
  readonly now: () => number;
}
