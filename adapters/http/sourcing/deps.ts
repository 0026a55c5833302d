import type { CrossDatabaseOutbox } from "../../../application/sourcing/ports/outbox.ts";
import type {
  BenchmarkCollection,
  Benchmarks,
  Candidates,
  ProductIntake,
  Products,
} from "../../../application/sourcing/ports/products.ts";
import type { ListingBook, Listings, MarketAccounts } from "../../../application/sourcing/ports/marketplace.ts";
import type { EraseBuyerDeps } from "../../../application/sourcing/buyers/erase_buyer.ts";
import type { Partners } from "../../../application/sourcing/ports/partners.ts";
import type { Orders, SupplierOrders } from "../../../application/sourcing/ports/orders.ts";
import type {
  SupplierAccounts,
  SupplierJournal,
  SupplierRecords,
} from "../../../application/sourcing/ports/suppliers.ts";

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
  readonly buyers: EraseBuyerDeps;
  readonly fulfilment: Partners["fulfilment"];
  readonly supplierProtocols: readonly string[];
  readonly marketplaceProtocols: readonly string[];
}

export interface SourcingDeps {
  /** Opens the databases at the first call. Throws `Outage`. */
  open(): Promise<SourcingPorts>;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}
