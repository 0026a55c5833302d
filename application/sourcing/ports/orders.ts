import type { Writes } from "../one_database.ts";
import type { Page, PageRequest } from "../page.ts";
import type { OutboxMessage } from "./outbox.ts";
import type { BuyerMark } from "../../../domain/sourcing/buyer.ts";
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

export interface PulledOrder {
  readonly externalId: string;
  readonly updatedAt: Date | null;
  readonly payload: unknown;
  readonly hash: string;
  /** The reason; the order is stored all the same. */
  readonly unreadable: string | null;
  readonly buyer: BuyerOfOrder;
}

/** Whom an order names, for the register of erased buyers. */
export interface BuyerOfOrder {
  readonly marks: ReadonlySet<BuyerMark>;
  /** The marketplace's; `null` of an unreadable one. */
  readonly orderId: string | null;
  readonly orderedAt: Date | null;
  readonly isUnderWay: boolean;
  /** In place of the payload if the buyer is erased. */
  readonly withoutBuyer: () => unknown;
}

export interface OrderPage {
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

export interface WaitingOrder {
  readonly rawId: RawId;
  readonly accountId: MarketAccountId;
  readonly payload: unknown;
}

/**
 * `store` writes versions and position in one transaction, without buyers who are erased, skipping older versions;
 * "replaced", and nothing is written, when the position is not the page's. Throws `Outage` and `DataRefused`.
 */
export interface MarketOrderJournal extends Writes<"market"> {
  position(accountId: MarketAccountId): Promise<PullPosition>;
  /** For a cursor that the marketplace no longer knows. */
  restart(accountId: MarketAccountId): Promise<PullPosition>;
  store(accountId: MarketAccountId, page: OrderPage): Promise<PullCounts | "replaced">;
  waiting(limit: number): Promise<WaitingOrder[]>;
}

export interface ReceivedOrder {
  readonly rawId: RawId;
  readonly marks: ReadonlySet<BuyerMark>;
  readonly lines: readonly ReceivedLine[];
  readonly error: string | null;
}

export interface IngestedOrders {
  readonly orders: number;
  readonly supplierOrders: number;
  readonly cancelled: number;
  readonly unreadable: number;
}

/**
 * One transaction per `take`, without buyers who are erased; skips versions that are marked or replaced. `decide` is
 * pure and may be called again. Throws `Outage` and `DataRefused`.
 */
export interface OrderBook extends Writes<"market"> {
  take(
    received: readonly ReceivedOrder[],
    decide: (known: KnownLine | null, line: ReceivedLine) => LineStep,
  ): Promise<IngestedOrders>;
}

export interface DueShipment {
  readonly supplierOrderId: SupplierOrderId;
  readonly externalOrderId: string;
  readonly externalLineId: string;
  /** Empty where the supplier names none. */
  readonly carrier: string;
  readonly trackingNumber: string;
}

/** Tracking numbers that a marketplace has yet to be told; a refused one is due again after some minutes. */
export interface ShipmentReports extends Writes<"market"> {
  due(accountId: MarketAccountId, limit: number): Promise<DueShipment[]>;
  /** @param problem shown with the order; `null`: the marketplace took it */
  note(id: SupplierOrderId, problem: string | null): Promise<void>;
}

export interface OrderFilter {
  readonly status?: OrderStatus | undefined;
  readonly marketAccountId?: MarketAccountId | undefined;
}

export interface Orders {
  /** In any order; one query. */
  findAll(ids: readonly string[]): Promise<Order[]>;
  list(page: PageRequest, filter?: OrderFilter): Promise<Page<Order>>;
}

export interface SupplierOrderFilter {
  readonly status?: SupplierOrderStatus | undefined;
  readonly supplierAccountId?: SupplierAccountId | undefined;
}

export interface SupplierOrders {
  list(page: PageRequest, filter?: SupplierOrderFilter): Promise<Page<SupplierOrder>>;
  ofOrders(orderIds: readonly string[]): Promise<SupplierOrder[]>;
}

export interface SupplierOrderArrival {
  readonly message: OutboxMessage;
  readonly supplierAccountId: SupplierAccountId;
  readonly externalId: string;
  readonly reference: SupplierOrderId | null;
  readonly news: SupplierNews;
}

export type PauseListing = (listing: Listing, reason: string) => Listing;

/**
 * `change` and `follow` lock, decide and store, with order and listing, in one transaction; `follow` skips known
 * messages and orders not placed from here. `decide` and `pause` are pure, may be called again. Throws `Outage` and
 * `DataRefused`.
 */
export interface SupplierOrderBook extends Writes<"market"> {
  /** To place or to cancel, by id. */
  due(after: SupplierOrderId | null, limit: number): Promise<SupplierOrder[]>;
  change(
    id: SupplierOrderId,
    decide: (supplierOrder: SupplierOrder) => SupplierOrderStep,
    pause: PauseListing,
  ): Promise<SupplierOrder | null>;
  follow(
    arrivals: readonly SupplierOrderArrival[],
    decide: (supplierOrder: SupplierOrder, arrival: SupplierOrderArrival) => SupplierOrderStep,
    pause: PauseListing,
  ): Promise<number>;
}
