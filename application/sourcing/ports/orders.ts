import type { Writes } from "../one_database.ts";
import type { Page, PageRequest } from "../page.ts";
import type { OutboxMessage } from "./outbox.ts";
import type { MarketAccountId, RawId, SupplierAccountId, SupplierOrderId } from "../../../domain/sourcing/ids.ts";
import type { Listing } from "../../../domain/sourcing/listing.ts";
import type { OrderStatus } from "../../../domain/sourcing/market_order.ts";
import type { KnownLine, LineStep, Order, ReceivedLine } from "../../../domain/sourcing/order.ts";
import type {
  SupplierNews,
  SupplierOrder,
  SupplierOrderStatus,
  SupplierOrderStep,
} from "../../../domain/sourcing/supplier_order.ts";

/** A market's order as it came. */
export interface PulledOrder {
  readonly externalId: string;
  readonly updatedAt: Date | null;
  readonly payload: unknown;
  readonly hash: string;
  /** Why nobody can read it; it is kept aside. */
  readonly unreadable: string | null;
}

export interface OrderPage {
  /** The cursor that this page was read with. */
  readonly from: string | null;
  readonly next: string | null;
  readonly asOf: Date;
  readonly orders: readonly PulledOrder[];
}

export interface PullCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface PullPosition {
  readonly cursor: string | null;
  readonly updatedSince: Date | null;
}

/** One version of a market's order, of which no orders were made yet. */
export interface WaitingOrder {
  readonly rawId: RawId;
  readonly accountId: MarketAccountId;
  readonly payload: unknown;
}

/**
 * What is read of markets' orders, and how far.
 *
 * `store` writes a page whole or not at all: new versions, and the position. It says "replaced" and writes nothing when the
 * position is not where the page was read from. A version that is older than what is there is not stored. Throws `Outage`
 * and `DataRefused`.
 */
export interface MarketOrderJournal extends Writes<"market"> {
  position(accountId: MarketAccountId): Promise<PullPosition>;
  /** Begins the round anew: the market has forgotten the cursor. */
  restart(accountId: MarketAccountId): Promise<PullPosition>;
  store(accountId: MarketAccountId, page: OrderPage): Promise<PullCounts | "replaced">;
  /** The oldest current versions first. */
  waiting(limit: number): Promise<WaitingOrder[]>;
}

/** What one raw version comes to: its lines, or why there are none. */
export interface ReceivedOrder {
  readonly rawId: RawId;
  readonly lines: readonly ReceivedLine[];
  readonly error: string | null;
}

export interface TakenOrders {
  readonly orders: number;
  readonly supplierOrders: number;
  readonly cancelled: number;
  readonly unreadable: number;
}

/**
 * Takes orders in. `take` marks the raw versions, decides on each line and what is there of it, which nobody else can
 * change meanwhile, and writes what was decided, all in one transaction. Versions that were marked or replaced meanwhile do
 * nothing. `decide` is pure and may be called again. Throws `Outage` and `DataRefused`.
 */
export interface OrderBook extends Writes<"market"> {
  take(
    received: readonly ReceivedOrder[],
    decide: (known: KnownLine | null, line: ReceivedLine) => LineStep,
  ): Promise<TakenOrders>;
}

export interface OrderFilter {
  readonly status?: OrderStatus | undefined;
  readonly marketAccountId?: MarketAccountId | undefined;
}

/** Orders, for whoever looks at them. Throws `Outage`. */
export interface Orders {
  /** Those with these ids, in any order; one question. */
  findAll(ids: readonly string[]): Promise<Order[]>;
  list(page: PageRequest, filter?: OrderFilter): Promise<Page<Order>>;
}

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
  readonly message: OutboxMessage;
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
