import type {
  ListingBook,
  ListingFilter,
  Listings,
  ProductNews,
} from "../../../application/sourcing/ports/marketplace.ts";
import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import type { ListingId, MarketAccountId } from "../../../domain/sourcing/ids.ts";
import type { Listing } from "../../../domain/sourcing/listing.ts";
import type { Product } from "../../../domain/sourcing/product.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { insertMessages, noteReceived } from "./cross_database_outbox.ts";
import { inMarket, type MarketDb } from "./database.ts";
import { LISTING_RECORD, listingFromRow, listingToRow, publishedMessage } from "./listing_rows.ts";
import { pageClause, positionColumn, toPage } from "./paging.ts";
import { insertNew, upsertRows } from "./upsert_rows.ts";

export class PostgresListings implements Listings, ListingBook {
  readonly writes = "market";
  readonly #db: MarketDb;

  constructor(db: MarketDb) {
    this.#db = db;
  }

  findAll(ids: readonly string[]): Promise<Listing[]> {
    return mapPostgresErrors(async () =>
      ids.length === 0
        ? []
        : (await this.#db`select * from market_listings where id in ${this.#db(ids)}`).map(listingFromRow)
    );
  }

  findPublished(accountIds: readonly string[], externalIds: readonly string[]): Promise<Listing[]> {
    return mapPostgresErrors(async () =>
      accountIds.length === 0 || externalIds.length === 0 ? [] : (await this.#db`
        select distinct on (market_account_id, external_id) * from market_listings
        where market_account_id in ${this.#db(accountIds)} and external_id in ${this.#db(externalIds)}
        order by market_account_id, external_id, status in ('CLOSING', 'CLOSED'), created_at desc`)
        .map(listingFromRow)
    );
  }

  list(page: PageRequest, { status, marketAccountId, productId }: ListingFilter = {}): Promise<Page<Listing>> {
    return mapPostgresErrors(async () => {
      const rows = await this.#db`
        select *, ${positionColumn(this.#db, "created_at")} from market_listings
        where ${status ? this.#db`status = ${status}` : this.#db`true`}
          ${marketAccountId ? this.#db`and market_account_id = ${marketAccountId}` : this.#db``}
          ${productId ? this.#db`and product_id = ${productId}` : this.#db``}
          ${pageClause(this.#db, "created_at", page)}`;
      return toPage(rows, page, listingFromRow);
    });
  }

  add(listing: Listing): Promise<"added" | "exists"> {
    return inMarket(this.#db, async (scope) => {
      const added = await insertNew(scope, "market_listings", LISTING_RECORD, [listingToRow(listing)]);
      return added === 1 ? "added" : "exists";
    });
  }

  due(accountId: MarketAccountId, after: ListingId | null, limit: number): Promise<Listing[]> {
    return mapPostgresErrors(async () =>
      (await this.#db`
        select * from market_listings
        where market_account_id = ${accountId} ${after ? this.#db`and id > ${after}` : this.#db``}
          and (status in ('DRAFT', 'PUBLISHING', 'CLOSING')
            or status in ('PUBLISHED', 'PAUSED') and revision is distinct from published_revision)
        order by id limit ${limit}`).map(listingFromRow)
    );
  }

  change(id: ListingId, decide: (listing: Listing) => Listing): Promise<Listing | null> {
    return inMarket(this.#db, async (scope) => {
      const [row] = await scope`select * from market_listings where id = ${id} for update`;
      if (!row) return null;
      const listing = listingFromRow(row);
      const decided = decide(listing);
      if (decided !== listing) await upsertRows(scope, "market_listings", LISTING_RECORD, [listingToRow(decided)]);
      if (listing.publishedAt === null && decided.publishedAt !== null) {
        await insertMessages(scope, "main", [publishedMessage(decided)]);
      }
      return decided;
    });
  }

  follow(news: readonly ProductNews[], decide: (listing: Listing, product: Product) => Listing): Promise<number> {
    return inMarket(this.#db, async (scope) => {
      const fresh = new Set(
        (await noteReceived(scope, "dropship", news.map(({ message }) => message))).map(({ id }) => id),
      );
      const products = new Map(
        news.filter(({ message }) => fresh.has(message.id)).map(({ product }) => [product.id as string, product]),
      );
      if (products.size === 0) return 0;
      const listings = (await scope`
        select * from market_listings where product_id in ${scope([...products.keys()])} and status <> 'CLOSED'
        order by id for update`).map(listingFromRow);
      const changed = listings.flatMap((listing) => {
        const decided = decide(listing, products.get(listing.productId)!);
        return decided === listing ? [] : [listingToRow(decided)];
      });
      await upsertRows(scope, "market_listings", LISTING_RECORD, changed);
      return changed.length;
    });
  }
}
