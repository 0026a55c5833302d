import type { Writes } from "../one_database.ts";
import type { Page, PageRequest } from "../page.ts";
import type { OutboxMessage } from "./outbox.ts";
import type { ListingId, MarketAccountId, ProductId } from "../../../domain/sourcing/ids.ts";
import type { Listing, ListingStatus } from "../../../domain/sourcing/listing.ts";
import type { MarketAccount, MarketAccountChanges } from "../../../domain/sourcing/market_account.ts";
import type { Product } from "../../../domain/sourcing/product.ts";

/** Accounts on markets. `market` and `name` together are unique. Throws `Outage` and `DataRefused`. */
export interface MarketAccounts extends Writes<"market"> {
  add(account: MarketAccount): Promise<"added" | "exists">;
  find(id: MarketAccountId): Promise<MarketAccount | null>;
  /** Those with these ids, in any order; one question. */
  findAll(ids: readonly string[]): Promise<MarketAccount[]>;
  list(page: PageRequest): Promise<Page<MarketAccount>>;
  change(id: MarketAccountId, changes: MarketAccountChanges): Promise<MarketAccount | "exists" | null>;
}

export interface ListingFilter {
  readonly status?: ListingStatus | undefined;
  readonly marketAccountId?: MarketAccountId | undefined;
  readonly productId?: ProductId | undefined;
}

/** Listings, for whoever looks at them. Throws `Outage`. */
export interface Listings {
  /** Those with these ids, in any order; one question. */
  findAll(ids: readonly string[]): Promise<Listing[]>;
  /** Those that one of the accounts knows by one of these ids; one question. */
  findPublished(accountIds: readonly string[], externalIds: readonly string[]): Promise<Listing[]>;
  list(page: PageRequest, filter?: ListingFilter): Promise<Page<Listing>>;
}

/** A product that has changed, because of a message. */
export interface ProductNews {
  readonly message: OutboxMessage;
  readonly product: Product;
}

/**
 * Listings, to work on. A product has one listing in an account at most.
 *
 * `change` decides on the listing as it stands, which nobody else can change meanwhile, and gives it as it is then. `follow`
 * notes the messages and decides on every listing of their products, in one transaction; messages that were noted before
 * do nothing. `decide` is pure and may be called again. Throws `Outage` and `DataRefused`.
 */
export interface ListingBook extends Writes<"market"> {
  add(listing: Listing): Promise<"added" | "exists">;
  /** Listings that a market has to be told of, in the order of their ids. */
  due(accountId: MarketAccountId, after: ListingId | null, limit: number): Promise<Listing[]>;
  change(id: ListingId, decide: (listing: Listing) => Listing): Promise<Listing | null>;
  /** Gives how many listings were changed. */
  follow(news: readonly ProductNews[], decide: (listing: Listing, product: Product) => Listing): Promise<number>;
}
