import type { MarketAccountId, RawId } from "../../../domain/sourcing/ids.ts";
import type { KnownLine, LineStep, Order, ReceivedLine } from "../../../domain/sourcing/order.ts";
import type { OrderStatus } from "../../../domain/sourcing/market_order.ts";
import type { Writes } from "../one_database.ts";
import type { Page, PageRequest } from "./page.ts";

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
