import type { SupplierAccountId, SupplierOrderId } from "../../../domain/sourcing/ids.ts";
import type { Listing } from "../../../domain/sourcing/listing.ts";
import type {
  SupplierNews,
  SupplierOrder,
  SupplierOrderStatus,
  SupplierOrderStep,
} from "../../../domain/sourcing/supplier_order.ts";
import type { Writes } from "../one_database.ts";
import type { CarriedMessage } from "./cross_database_outbox.ts";
import type { Page, PageRequest } from "./page.ts";

export interface SupplierOrderFilter {
  readonly status?: SupplierOrderStatus | undefined;
  readonly supplierAccountId?: SupplierAccountId | undefined;
}

/** Supplier orders, for whoever looks at them. Throws `Outage`. */
export interface SupplierOrders {
  list(page: PageRequest, filter?: SupplierOrderFilter): Promise<Page<SupplierOrder>>;
  /** Those of these market orders; one question. */
  ofOrders(orderIds: readonly string[]): Promise<SupplierOrder[]>;
}

/** What a supplier says of one of its orders, because of a message. */
export interface SupplierOrderArrival {
  readonly message: CarriedMessage;
  readonly supplierAccountId: SupplierAccountId;
  readonly externalId: string;
  /** Our own id, if the supplier repeats it. */
  readonly reference: SupplierOrderId | null;
  readonly news: SupplierNews;
}

export type PauseListing = (listing: Listing, reason: string) => Listing;

/**
 * Supplier orders, to work on.
 *
 * `change` decides on the supplier order as it stands, which nobody else can change meanwhile, and writes it with what
 * follows for the market's order and its listing, in one transaction; `pause` decides on the listing of a step that pauses
 * it. `follow` notes the messages and decides on the supplier order of each; messages that were noted before do nothing,
 * nor do those of orders that were not placed from here. `decide` and `pause` are pure and may be called again. Throws
 * `Outage` and `DataRefused`.
 */
export interface SupplierOrderBook extends Writes<"market"> {
  /** Supplier orders that a supplier has to be told of, in the order of their ids. */
  due(after: SupplierOrderId | null, limit: number): Promise<SupplierOrder[]>;
  change(
    id: SupplierOrderId,
    decide: (supplierOrder: SupplierOrder) => SupplierOrderStep,
    pause: PauseListing,
  ): Promise<SupplierOrder | null>;
  /** Gives how many supplier orders were changed. */
  follow(
    arrivals: readonly SupplierOrderArrival[],
    decide: (supplierOrder: SupplierOrder, arrival: SupplierOrderArrival) => SupplierOrderStep,
    pause: PauseListing,
  ): Promise<number>;
}
