import type { Writes } from "../one_database.ts";
import type { Page, PageRequest } from "../page.ts";
import type { PullCounts } from "./orders.ts";
import type { OutboxMessage } from "./outbox.ts";
import type { ListingId, MarketAccountId, ProductId } from "../../../domain/sourcing/ids.ts";
import type { Listing, ListingStatus } from "../../../domain/sourcing/listing.ts";
import type { MarketAccount, MarketAccountChanges } from "../../../domain/sourcing/market_account.ts";
import type { Product } from "../../../domain/sourcing/product.ts";

/** `market` and `name` together are unique among accounts that are not CLOSED. Throws `Outage` and `DataRefused`. */
export interface MarketAccounts extends Writes<"market"> {
  add(account: MarketAccount): Promise<"added" | "exists">;
  find(id: MarketAccountId): Promise<MarketAccount | null>;
  /** In any order; one query. */
  findAll(ids: readonly string[]): Promise<MarketAccount[]>;
  list(page: PageRequest): Promise<Page<MarketAccount>>;
  change(id: MarketAccountId, changes: MarketAccountChanges): Promise<MarketAccount | "exists" | null>;
}

export interface MarketProductPage {
  readonly from: string | null;
  readonly next: string | null;
  readonly products: readonly {
    readonly externalId: string;
    readonly updatedAt: Date | null;
    readonly payload: unknown;
    readonly hash: string;
  }[];
}

/** What marketplaces have of our products, kept raw; as in `MarketOrderJournal`. */
export interface MarketProductJournal extends Writes<"market"> {
  position(accountId: MarketAccountId): Promise<string | null>;
  restart(accountId: MarketAccountId): Promise<void>;
  store(accountId: MarketAccountId, page: MarketProductPage): Promise<PullCounts | "replaced">;
}

export interface ListingFilter {
  readonly status?: ListingStatus | undefined;
  readonly marketAccountId?: MarketAccountId | undefined;
  readonly productId?: ProductId | undefined;
}

export interface Listings {
  /** In any order; one query. */
  findAll(ids: readonly string[]): Promise<Listing[]>;
  /** By the marketplaces' ids, of one that has ended only without a living one; one query. */
  findPublished(accountIds: readonly string[], externalIds: readonly string[]): Promise<Listing[]>;
  list(page: PageRequest, filter?: ListingFilter): Promise<Page<Listing>>;
}

export interface ProductNews {
  readonly message: OutboxMessage;
  readonly product: Product;
}

/**
 * At most one listing per product and account that has not ended. `change` and `follow` lock, decide and store in one transaction;
 * `follow` skips known messages. `decide` is pure and may be called again. Throws `Outage` and `DataRefused`.
 */
export interface ListingBook extends Writes<"market"> {
  add(listing: Listing): Promise<"added" | "exists">;
  /** With an unpublished change, by id. */
  due(accountId: MarketAccountId, after: ListingId | null, limit: number): Promise<Listing[]>;
  change(id: ListingId, decide: (listing: Listing) => Listing): Promise<Listing | null>;
  follow(news: readonly ProductNews[], decide: (listing: Listing, product: Product) => Listing): Promise<number>;
}
