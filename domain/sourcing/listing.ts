import { canonicalJson } from "../shared/canonical_json.ts";
import type { Digest } from "../shared/digest.ts";
import { accepted, type Refusal, refused, type Result } from "../shared/result.ts";
import type { ListingId, MarketAccountId, ProductId } from "./ids.ts";
import type { Product } from "./product.ts";
import type { OfferedVariant } from "./variant.ts";

export const LISTING_STATUSES = [
  "DRAFT",
  "PUBLISHING",
  "PUBLISHED",
  "PAUSED",
  "REFUSED",
  "CLOSING",
  "CLOSED",
] as const;
export type ListingStatus = typeof LISTING_STATUSES[number];

export interface Offer {
  readonly title: string;
  /** With variants: of the cheapest. */
  readonly price: number;
  /** With variants: of all together. */
  readonly stock: number;
  readonly variants: readonly OfferedVariant[];
  readonly details: Readonly<Record<string, unknown>>;
}

interface ListingBase {
  /** Sent to the marketplace as idempotency key and as SKU. */
  readonly id: ListingId;
  readonly marketAccountId: MarketAccountId;
  readonly productId: ProductId;
  readonly productVersion: number;
  /** Set by a person; `null` follows the product. */
  readonly fixedPrice: number | null;
  readonly offer: Offer;
  readonly contentHash: string;
  /** Grows with every change of the offer, so that a late call can't undo a newer one. */
  readonly revision: number;
  readonly publishedRevision: number | null;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly publishedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/**
 * DRAFT waits to be published; PUBLISHING was sent, the answer is not known; PAUSED is published without stock until its
 * product changes; CLOSING is to be withdrawn; REFUSED is tried again when its product changes; CLOSED is final.
 */
export type Listing =
  & ListingBase
  & (
    | { readonly status: "DRAFT" | "PUBLISHING"; readonly externalId: null }
    | { readonly status: "PUBLISHED" | "PAUSED"; readonly externalId: string }
    | { readonly status: "REFUSED" | "CLOSING" | "CLOSED"; readonly externalId: string | null }
  );

export interface NotOnSale extends Refusal {
  readonly code: "product_not_on_sale";
}

export interface ListingClosed extends Refusal {
  readonly code: "listing_closed";
}

export function draftListing(
  product: Product,
  { id, marketAccountId, price, now, digest }: {
    readonly id: ListingId;
    readonly marketAccountId: MarketAccountId;
    readonly price: number | null;
    readonly now: Date;
    readonly digest: Digest;
  },
): Result<Listing, NotOnSale> {
  if (product.status === "DISCONTINUED") {
    return refused({ code: "product_not_on_sale", message: "Cannot list the product: it is DISCONTINUED" });
  }
  const offer = offerOf(product, price);
  return accepted({
    id,
    marketAccountId,
    productId: product.id,
    productVersion: product.supplierVersion,
    fixedPrice: price,
    offer,
    contentHash: digest(canonicalJson(offer)),
    revision: 1,
    publishedRevision: null,
    attempts: 0,
    lastError: null,
    publishedAt: null,
    createdAt: now,
    updatedAt: now,
    status: "DRAFT",
    externalId: null,
  });
}

export function isDue({ status, revision, publishedRevision }: Listing): boolean {
  switch (status) {
    case "DRAFT":
    case "PUBLISHING":
    case "CLOSING":
      return true;
    case "PUBLISHED":
    case "PAUSED":
      return revision !== publishedRevision;
    case "REFUSED":
    case "CLOSED":
      return false;
    default:
      return status satisfies never;
  }
}

/** Its product can be listed again. */
export function hasEnded(status: ListingStatus): boolean {
  return status === "CLOSING" || status === "CLOSED";
}

/** Follows its product; an older or known version changes nothing, unless the product is withheld. */
export function followProduct(listing: Listing, product: Product, digest: Digest): Listing {
  const age = listing.productVersion - product.supplierVersion;
  if (listing.status === "CLOSED" || age > 0 || (age === 0 && product.withheld === null)) return listing;
  const followed = withOffer(
    { ...listing, productVersion: product.supplierVersion },
    offerOf(product, listing.fixedPrice),
    digest,
  );
  if (product.status === "DISCONTINUED") return withdrawListing(followed);
  if (product.withheld !== null) return pauseListing(followed, product.withheld, digest);
  switch (followed.status) {
    case "PAUSED":
      return { ...followed, status: "PUBLISHED", lastError: null };
    case "REFUSED":
      return followed.externalId === null
        ? { ...followed, status: "DRAFT", externalId: null, lastError: null }
        : { ...followed, status: "PUBLISHED", externalId: followed.externalId, lastError: null };
    default:
      return followed;
  }
}

/** `null` follows the product again, from its next change on. */
export function repriceListing(
  listing: Listing,
  price: number | null,
  digest: Digest,
): Result<Listing, ListingClosed> {
  if (hasEnded(listing.status)) {
    return refused({ code: "listing_closed", message: `Cannot change the listing: it is ${listing.status}` });
  }
  const surcharge = (price ?? listing.offer.price) - listing.offer.price;
  const offer = {
    ...listing.offer,
    price: listing.offer.price + surcharge,
    variants: listing.offer.variants.map((each) => ({ ...each, price: Math.max(1, each.price + surcharge) })),
  };
  return accepted(withOffer({ ...listing, fixedPrice: price }, offer, digest));
}

export function pauseListing(listing: Listing, reason: string, digest: Digest): Listing {
  const paused = withOffer({ ...listing, lastError: reason }, withoutStock(listing.offer), digest);
  return paused.status === "PUBLISHED" ? { ...paused, status: "PAUSED" } : paused;
}

export function withdrawListing(listing: Listing): Listing {
  switch (listing.status) {
    case "DRAFT":
      return { ...listing, status: "CLOSED" };
    case "REFUSED":
      return { ...listing, status: listing.externalId === null ? "CLOSED" : "CLOSING" };
    case "PUBLISHING":
    case "PUBLISHED":
    case "PAUSED":
      return { ...listing, status: "CLOSING" };
    case "CLOSING":
    case "CLOSED":
      return listing;
    default:
      return listing satisfies never;
  }
}

/** Before the call: from now on the marketplace may have the listing. */
export function beginPublishing(listing: Listing): Listing {
  const tried = { ...listing, attempts: listing.attempts + 1 };
  return tried.status === "DRAFT" ? { ...tried, status: "PUBLISHING" } : tried;
}

export function notePublished(
  listing: Listing,
  { externalId, revision, at }: { readonly externalId: string; readonly revision: number; readonly at: Date },
): Listing {
  const noted = {
    ...listing,
    publishedRevision: Math.max(revision, listing.publishedRevision ?? 0),
    publishedAt: listing.publishedAt ?? at,
    externalId,
  };
  switch (listing.status) {
    case "DRAFT":
    case "PUBLISHING":
    case "REFUSED":
      return { ...noted, status: "PUBLISHED", lastError: null };
    case "PUBLISHED":
      return { ...noted, status: "PUBLISHED", lastError: null, externalId };
    case "PAUSED":
      return { ...noted, status: "PAUSED", externalId };
    // It was withdrawn during the call: now there is something to withdraw.
    case "CLOSING":
      return { ...noted, status: "CLOSING" };
    case "CLOSED":
      return listing.externalId === externalId ? listing : { ...noted, status: "CLOSING" };
    default:
      return listing satisfies never;
  }
}

export function noteRefused(listing: Listing, reason: string): Listing {
  const noted = { ...listing, lastError: reason };
  switch (noted.status) {
    case "DRAFT":
    case "PUBLISHING":
    case "PUBLISHED":
    case "PAUSED":
    case "REFUSED":
      return { ...noted, status: "REFUSED" };
    case "CLOSING":
    case "CLOSED":
      return { ...noted, status: "CLOSED" };
    default:
      return noted satisfies never;
  }
}

export function noteWithdrawn(listing: Listing, reason: string | null = null): Listing {
  return { ...listing, status: "CLOSED", lastError: reason };
}

function offerOf(product: Product, fixedPrice: number | null): Offer {
  const { name, brand, category, description, imageUrls, variants, sellingPrice, stock, status } = product;
  const price = fixedPrice ?? sellingPrice;
  const offer = {
    title: name,
    price,
    stock,
    variants: variants.map(({ key, attributes, ...variant }) => ({
      key,
      attributes,
      // A fixed price is that of the cheapest; the others keep their distance.
      price: Math.max(1, variant.sellingPrice - sellingPrice + price),
      stock: variant.stock,
    })),
    details: { brand, category, description, imageUrls },
  };
  return status === "ON_SALE" ? offer : withoutStock(offer);
}

function withoutStock(offer: Offer): Offer {
  return { ...offer, stock: 0, variants: offer.variants.map((variant) => ({ ...variant, stock: 0 })) };
}

function withOffer(listing: Listing, offer: Offer, digest: Digest): Listing {
  const contentHash = digest(canonicalJson(offer));
  return contentHash === listing.contentHash
    ? listing
    : { ...listing, offer, contentHash, revision: listing.revision + 1 };
}
