import type { MarketAccount } from "../../domain/sourcing/market_account.ts";
import {
  beginPublishing,
  followProduct,
  isDue,
  type Listing,
  notePublished,
  noteRefused,
  noteWithdrawn,
} from "../../domain/sourcing/listing.ts";
import type { Digest } from "../../domain/shared/digest.ts";
import type { ListingId } from "../../domain/sourcing/ids.ts";
import { joinById } from "../shared/join_by_id.ts";
import type { WritesOne } from "./one_database.ts";
import type { ListingBook } from "./ports/marketplace.ts";
import type { MarketplaceClient } from "./ports/partners.ts";
import type { Products } from "./ports/products.ts";

type PublishListingsDeps = WritesOne<{
  readonly listings: ListingBook;
  readonly products: Pick<Products, "findAll">;
  readonly client: MarketplaceClient;
  readonly digest: Digest;
  readonly clock: () => Date;
}>;

interface PublishListingsOptions {
  readonly account: MarketAccount;
  readonly signal: AbortSignal;
  readonly batch?: number;
  readonly onProgress?: (done: number) => void;
}

export interface Published {
  readonly published: number;
  readonly changed: number;
  readonly withdrawn: number;
  readonly refused: number;
  /** Changes that the marketplace does not take yet; still due. */
  readonly pending: number;
}

const BATCH = 200;

/**
 * Each listing is stored as PUBLISHING, published under its id, then stored with id and revision: after a crash
 * anywhere it is called again and gets the lost answer. Withdrawn in between, it is CLOSING: withdrawn by its SKU, and
 * again if an answer comes later. A refused one is REFUSED until its product changes. Throws `Outage` and
 * `PartnerUnavailable`; the rest is still due.
 */
export async function publishListings(
  deps: PublishListingsDeps,
  { account, signal, batch = BATCH, onProgress }: PublishListingsOptions,
): Promise<Published> {
  const counts = { published: 0, changed: 0, withdrawn: 0, refused: 0, pending: 0 };
  let done = 0;
  for (let after: ListingId | null = null; !signal.aborted;) {
    const due: Listing[] = await deps.listings.due(account.id, after, batch);
    if (due.length === 0) break;
    for (const listing of await refreshed(deps, due)) {
      if (signal.aborted) break;
      if (isDue(listing)) counts[await send(deps, listing, signal)]++;
      onProgress?.(++done);
    }
    after = due.at(-1)!.id;
  }
  return counts;
}

/** A listing written after its product's change has followed no message. */
async function refreshed({ listings, products, digest }: PublishListingsDeps, due: Listing[]): Promise<Listing[]> {
  const joined = await joinById({
    rows: due.filter(({ status }) => status === "DRAFT" || status === "PUBLISHING").map(({ id, productId }) => ({
      id,
      productId,
    })),
    as: "product",
    on: ({ productId }) => productId,
    find: (ids) => products.findAll(ids),
    missing: "drop",
    database: "dropship",
    table: "products",
  });
  const begun = new Map<string, Listing>();
  for (const { id, product } of joined) {
    const now = await listings.change(id, (listing) => beginPublishing(followProduct(listing, product, digest)));
    if (now) begun.set(id, now);
  }
  return due.flatMap((listing) => {
    if (listing.status === "DRAFT" || listing.status === "PUBLISHING") return begun.get(listing.id) ?? [];
    return [listing];
  });
}

async function send(
  { listings, client, clock }: PublishListingsDeps,
  listing: Listing,
  signal: AbortSignal,
): Promise<keyof Published> {
  const { id, revision, offer } = listing;
  const note = (decide: (listing: Listing) => Listing) => listings.change(id, decide);
  switch (listing.status) {
    case "DRAFT":
    case "PUBLISHING": {
      const answer = await client.publish({ id, revision, offer }, { signal });
      if (answer.outcome === "refused") {
        await note((now) => noteRefused(now, answer.reason));
        return "refused";
      }
      await note((now) => notePublished(now, { externalId: answer.externalId, revision, at: clock() }));
      return "published";
    }
    case "PUBLISHED":
    case "PAUSED": {
      const { externalId } = listing;
      const answer = await client.change({ id, revision, offer, externalId }, { signal });
      if (answer.outcome === "refused") {
        await note((now) => noteRefused(now, answer.reason));
        return "refused";
      }
      if (answer.outcome === "pending") {
        if (listing.lastError !== answer.reason) await note((now) => ({ ...now, lastError: answer.reason }));
        return "pending";
      }
      if (answer.outcome === "unknown") {
        await note((now) => noteWithdrawn(now, "the market has it no longer"));
        return "withdrawn";
      }
      await note((now) => notePublished(now, { externalId, revision, at: clock() }));
      return "changed";
    }
    case "CLOSING": {
      const answer = await client.withdraw({ id, externalId: listing.externalId }, { signal });
      if (answer.outcome === "refused") {
        // Still published: tried again, and shown with the reason.
        await note((now) => now.status === "CLOSING" ? { ...now, lastError: answer.reason } : now);
        return "refused";
      }
      await note((now) => now.status === "CLOSING" ? noteWithdrawn(now) : now);
      return "withdrawn";
    }
    case "REFUSED":
    case "CLOSED":
      throw new Error(`Cannot publish the listing ${id}: it is ${listing.status}`);
    default:
      return listing satisfies never;
  }
}
