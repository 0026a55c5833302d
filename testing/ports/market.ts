import type { ListingBook, Listings } from "../../application/sourcing/ports/marketplace.ts";
import type {
  MarketOrderJournal,
  OrderBook,
  Orders,
  SupplierOrderBook,
  SupplierOrders,
} from "../../application/sourcing/ports/orders.ts";
import { type MarketAccountId, marketAccountIdSchema } from "../../domain/sourcing/ids.ts";
import { MemoryListings } from "../memory/sourcing/listings.ts";
import { MemoryMarketOrderJournal } from "../memory/sourcing/market_order_journal.ts";
import { MemoryMarketOrders } from "../memory/sourcing/market_orders.ts";
import { MemoryMarketplaceState } from "../memory/sourcing/marketplace_state.ts";
import { MemorySupplierOrders } from "../memory/sourcing/supplier_orders.ts";

export interface MarketUnderTest extends AsyncDisposable {
  readonly accountId: MarketAccountId;
  readonly listings: Listings & ListingBook;
  readonly journal: MarketOrderJournal;
  readonly orders: OrderBook & Orders;
  readonly supplierOrders: SupplierOrderBook & SupplierOrders;
}

export type OpenMarket = () => Promise<MarketUnderTest>;

export function memoryMarket(): Promise<MarketUnderTest> {
  const state = new MemoryMarketplaceState();
  return Promise.resolve({
    accountId: marketAccountIdSchema.parse(crypto.randomUUID()),
    listings: new MemoryListings(state),
    journal: new MemoryMarketOrderJournal(state, () => crypto.randomUUID()),
    orders: new MemoryMarketOrders(state),
    supplierOrders: new MemorySupplierOrders(state),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
}
