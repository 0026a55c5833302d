import type {
  ListingBook,
  ListingFilter,
  Listings,
  ProductNews,
} from "../../../application/sourcing/ports/marketplace.ts";
import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import type { ListingId, MarketAccountId } from "../../../domain/sourcing/ids.ts";
import { hasEnded, isDue, type Listing } from "../../../domain/sourcing/listing.ts";
import type { Product } from "../../../domain/sourcing/product.ts";
import { byId, type MemoryMarketplaceState, pageOf } from "./marketplace_state.ts";

export class MemoryListings implements Listings, ListingBook {
  readonly writes = "market";
  readonly #state: MemoryMarketplaceState;

  constructor(state: MemoryMarketplaceState) {
    this.#state = state;
  }

  findAll(ids: readonly string[]): Promise<Listing[]> {
    return Promise.resolve(ids.flatMap((id) => this.#state.listings.get(id) ?? []));
  }

  findPublished(accountIds: readonly string[], externalIds: readonly string[]): Promise<Listing[]> {
    const published = this.#all().filter(({ marketAccountId, externalId }) =>
      accountIds.includes(marketAccountId) && externalId !== null && externalIds.includes(externalId)
    );
    const latest = published.toSorted((a, b) => Number(hasEnded(b.status)) - Number(hasEnded(a.status)));
    return Promise.resolve([
      ...new Map(latest.map((each) => [`${each.marketAccountId}/${each.externalId}`, each])).values(),
    ]);
  }

  list(page: PageRequest, { status, marketAccountId, productId }: ListingFilter = {}): Promise<Page<Listing>> {
    const wanted = this.#all().filter((listing) =>
      (status ?? listing.status) === listing.status && (productId ?? listing.productId) === listing.productId &&
      (marketAccountId ?? listing.marketAccountId) === listing.marketAccountId
    );
    return Promise.resolve(pageOf(wanted, page));
  }

  add(listing: Listing): Promise<"added" | "exists"> {
    const isThere = this.#all().some(({ marketAccountId, productId, status }) =>
      marketAccountId === listing.marketAccountId && productId === listing.productId && !hasEnded(status)
    );
    if (!isThere) this.#state.listings.set(listing.id, listing);
    return Promise.resolve(isThere ? "exists" : "added");
  }

  due(accountId: MarketAccountId, after: ListingId | null, limit: number): Promise<Listing[]> {
    return Promise.resolve(
      this.#all().filter((listing) =>
        listing.marketAccountId === accountId && isDue(listing) && (after === null || listing.id > after)
      ).toSorted(byId).slice(0, limit),
    );
  }

  change(id: ListingId, decide: (listing: Listing) => Listing): Promise<Listing | null> {
    const listing = this.#state.listings.get(id);
    if (!listing) return Promise.resolve(null);
    const decided = decide(listing);
    this.#state.listings.set(id, decided);
    return Promise.resolve(decided);
  }

  follow(news: readonly ProductNews[], decide: (listing: Listing, product: Product) => Listing): Promise<number> {
    const fresh = new Set(this.#state.note(news.map(({ message }) => message)));
    let changed = 0;
    for (const { product } of news.filter(({ message }) => fresh.has(message))) {
      for (
        const listing of this.#all().filter(({ productId, status }) => productId === product.id && status !== "CLOSED")
      ) {
        const decided = decide(listing, product);
        if (decided !== listing) changed++;
        this.#state.listings.set(listing.id, decided);
      }
    }
    return Promise.resolve(changed);
  }

  #all(): Listing[] {
    return [...this.#state.listings.values()];
  }
}
