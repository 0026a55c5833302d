import { z } from "zod";
import { strictObject } from "../../domain/shared/strict_object.ts";
import { type InvalidInput, parseAs } from "../../domain/shared/parse.ts";
import { accepted, type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import { listingIdSchema, marketAccountIdSchema, productIdSchema } from "../../domain/sourcing/ids.ts";
import {
  draftListing,
  type Listing,
  type ListingClosed,
  type NotOnSale,
  repriceListing,
  withdrawListing,
} from "../../domain/sourcing/listing.ts";
import type { Digest } from "../../domain/shared/digest.ts";
import { MAX_WON } from "../../domain/shared/money.ts";
import type { WritesOne } from "./one_database.ts";
import type { ListingBook, MarketAccounts } from "./ports/marketplace.ts";
import type { Products } from "./ports/products.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

type ListProductDeps = WritesOne<{
  readonly listings: ListingBook;
  readonly marketAccounts: Pick<MarketAccounts, "find">;
  readonly products: Pick<Products, "find">;
  readonly digest: Digest;
  readonly clock: () => Date;
  readonly newId: () => string;
}>;

const price = z.int().min(1).max(MAX_WON).nullable()
  .describe("What to ask for, in won, whatever becomes of the product's price; null follows the product");

export const listingDraftSchema = strictObject("listing", {
  productId: productIdSchema,
  marketAccountId: marketAccountIdSchema,
  price: price.default(null),
});

export const listingChangesSchema = strictObject("listing", { price });

interface ListingExists extends Refusal {
  readonly code: "listing_exists";
}

interface MarketAccountNotActive extends Refusal {
  readonly code: "market_account_not_active";
}

/** The product, of another database, may change meanwhile: it is read again before the listing is published. */
export async function listProduct(
  { listings, marketAccounts, products, digest, clock, newId }: ListProductDeps,
  raw: unknown,
): Promise<
  Result<
    Listing,
    | InvalidInput
    | NotOnSale
    | ListingExists
    | MarketAccountNotActive
    | Unknown<"unknown_product" | "unknown_market_account">
  >
> {
  const parsed = parseAs(listingDraftSchema, raw, "listing");
  if (!parsed.ok) return parsed;
  const { productId, marketAccountId, price } = parsed.value;
  const act = "list the product";
  const account = await marketAccounts.find(marketAccountId);
  if (account === null) return refused(unknownThing("market account", marketAccountId, act));
  if (account.status !== "ACTIVE") {
    const message = `Cannot ${act}: the market account is ${account.status}`;
    return refused({ code: "market_account_not_active", message });
  }
  const product = await products.find(productId);
  if (product === null) return refused(unknownThing("product", productId, act));
  const id = listingIdSchema.parse(newId());
  const drafted = draftListing(product, { id, marketAccountId, price, now: clock(), digest });
  if (!drafted.ok) return drafted;
  if (await listings.add(drafted.value) === "added") return drafted;
  return refused({
    code: "listing_exists",
    message: `Cannot ${act}: it has a listing in this account already; withdraw that one first`,
  });
}

export async function changeListing(
  { listings, digest }: Pick<ListProductDeps, "listings" | "digest">,
  id: string,
  raw: unknown,
): Promise<Result<Listing, InvalidInput | ListingClosed | Unknown<"unknown_listing">>> {
  const parsed = parseAs(listingChangesSchema, raw, "changes of the listing");
  if (!parsed.ok) return parsed;
  const listingId = listingIdSchema.safeParse(id).data;
  let decided: Result<Listing, ListingClosed> | null = null;
  const changed = listingId && await listings.change(listingId, (listing) => {
    decided = repriceListing(listing, parsed.value.price, digest);
    return decided.ok ? decided.value : listing;
  });
  if (!changed || decided === null) return refused(unknownThing("listing", id, "change the listing"));
  const { ok } = decided as Result<Listing, ListingClosed>;
  return ok ? accepted(changed) : decided;
}

/** Idempotent. */
export async function closeListing(
  { listings }: Pick<ListProductDeps, "listings">,
  id: string,
): Promise<Result<Listing, Unknown<"unknown_listing">>> {
  const listingId = listingIdSchema.safeParse(id).data;
  const closed = listingId && await listings.change(listingId, withdrawListing);
  return closed ? accepted(closed) : refused(unknownThing("listing", id, "withdraw the listing"));
}
