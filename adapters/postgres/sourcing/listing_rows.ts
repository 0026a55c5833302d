import type { Listing } from "../../../domain/sourcing/listing.ts";

export const LISTING_RECORD = {
  record: `id uuid, market_account_id uuid, product_id uuid, external_id text, title text, price int, stock int,
    status text, variants jsonb, payload jsonb, content_hash text, product_version int, fixed_price int, revision int,
    published_revision int, attempts int, last_error text, published_at timestamptz, created_at timestamptz`,
  keep: ["created_at"],
} as const;

export function listingToRow(listing: Listing): Record<string, unknown> {
  const { title, price, stock, variants, details } = listing.offer;
  return {
    id: listing.id,
    market_account_id: listing.marketAccountId,
    product_id: listing.productId,
    external_id: listing.externalId,
    title,
    price,
    stock,
    status: listing.status,
    variants,
    payload: details,
    content_hash: listing.contentHash,
    product_version: listing.productVersion,
    fixed_price: listing.fixedPrice,
    revision: listing.revision,
    published_revision: listing.publishedRevision,
    attempts: listing.attempts,
    last_error: listing.lastError?.slice(0, 2_000) ?? null,
    published_at: listing.publishedAt,
    created_at: listing.createdAt,
  };
}

export function listingFromRow(row: Record<string, unknown>): Listing {
  return {
    id: row.id,
    marketAccountId: row.market_account_id,
    productId: row.product_id,
    externalId: row.external_id,
    offer: { title: row.title, price: row.price, stock: row.stock, variants: row.variants, details: row.payload },
    status: row.status,
    contentHash: row.content_hash,
    productVersion: row.product_version,
    fixedPrice: row.fixed_price,
    revision: row.revision,
    publishedRevision: row.published_revision,
    attempts: row.attempts,
    lastError: row.last_error,
    publishedAt: row.published_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  } as Listing;
}

/** What subscriptions to `listing.published` are told. */
export function publishedMessage(listing: Listing) {
  const { id, marketAccountId, productId, externalId, offer, publishedAt } = listing;
  return {
    kind: "listing.published",
    subject: id,
    payload: { listingId: id, marketAccountId, productId, externalId, price: offer.price, publishedAt },
  };
}
