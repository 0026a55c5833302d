import { assert, assertEquals } from "@std/assert";
import {
  listingIdSchema,
  marketAccountIdSchema,
  productIdSchema,
  rawIdSchema,
  supplierAccountIdSchema,
} from "./ids.ts";
import {
  beginPublishing,
  draftListing,
  followProduct,
  isDue,
  type Listing,
  LISTING_STATUSES,
  notePublished,
  noteRefused,
  noteWithdrawn,
  pauseListing,
  repriceListing,
  withdrawListing,
} from "./listing.ts";
import type { Product } from "./product.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const NOW = new Date("2026-03-02T12:00:00Z");
const digest = (text: string) => text;

const PRODUCT: Product = {
  id: productIdSchema.parse(ID),
  supplierAccountId: supplierAccountIdSchema.parse(ID),
  supplierItemId: rawIdSchema.parse(ID),
  supplierItemCode: "W-1",
  supplierVersion: 3,
  name: "스텐 텀블러",
  brand: "",
  category: "",
  description: "",
  imageUrls: [],
  variants: [],
  supplyPrice: 7_500,
  sellingPrice: 10_000,
  shippingFee: 0,
  marginRate: 0.25,
  pricePolicy: "margin-0.25",
  stock: 4,
  status: "ON_SALE",
  withheld: null,
  createdAt: NOW,
  updatedAt: NOW,
};

const product = (changes: Partial<Product> = {}) => ({ ...PRODUCT, supplierVersion: 4, ...changes });

function draft(price: number | null = null): Listing {
  const drafted = draftListing(PRODUCT, {
    id: listingIdSchema.parse(ID),
    marketAccountId: marketAccountIdSchema.parse(ID),
    price,
    now: NOW,
    digest,
  });
  assert(drafted.ok);
  return drafted.value;
}

const published = (price: number | null = null) =>
  notePublished(beginPublishing(draft(price)), { externalId: "L-1", revision: 1, at: NOW });

Deno.test("draftListing offers a product at its price or a fixed one, and refuses a discontinued one", () => {
  assertEquals([draft().offer.price, draft(9_000).offer.price, draft().status], [10_000, 9_000, "DRAFT"]);
  const ended = draftListing({ ...PRODUCT, status: "DISCONTINUED" }, {
    id: draft().id,
    marketAccountId: draft().marketAccountId,
    price: null,
    now: NOW,
    digest,
  });
  assertEquals(ended.ok ? null : ended.refusal.code, "product_not_on_sale");
});

Deno.test("followProduct makes a change due once and ignores older versions", () => {
  const followed = followProduct(published(), product({ sellingPrice: 11_000, stock: 9 }), digest);
  assertEquals([followed.offer.price, followed.offer.stock, followed.revision, isDue(followed)], [11_000, 9, 2, true]);
  assertEquals(followProduct(followed, product({ sellingPrice: 1 }), digest), followed);
  // A change without effect on the offer is not due.
  assertEquals(isDue(followProduct(published(), product(), digest)), false);
  assertEquals(followProduct(published(9_000), product({ sellingPrice: 11_000 }), digest).offer.price, 9_000);
  assertEquals(followProduct(published(), product({ status: "SOLD_OUT" }), digest).offer.stock, 0);
});

Deno.test("followProduct closes discontinued listings and retries paused and refused ones", () => {
  assertEquals(followProduct(published(), product({ status: "DISCONTINUED" }), digest).status, "CLOSING");
  assertEquals(followProduct(draft(), product({ status: "DISCONTINUED" }), digest).status, "CLOSED");
  const paused = pauseListing(published(), "sold out", digest);
  assertEquals([paused.status, paused.offer.stock, isDue(paused)], ["PAUSED", 0, true]);
  const back = followProduct(paused, product({ stock: 2 }), digest);
  assertEquals([back.status, back.offer.stock, back.lastError, back.revision], ["PUBLISHED", 2, null, 3]);
  assertEquals(followProduct(noteRefused(beginPublishing(draft()), "title"), product(), digest).status, "DRAFT");
  assertEquals(followProduct(noteRefused(published(), "price"), product(), digest).status, "PUBLISHED");
});

Deno.test("notePublished of an older revision leaves the newer one due", () => {
  const changed = followProduct(beginPublishing(draft()), product({ sellingPrice: 12_000 }), digest);
  const noted = notePublished(changed, { externalId: "L-1", revision: 1, at: NOW });
  assertEquals([noted.status, noted.publishedRevision, isDue(noted)], ["PUBLISHED", 1, true]);
  const acknowledged = notePublished(noted, { externalId: "L-1", revision: 2, at: NOW });
  assertEquals(isDue(acknowledged), false);
  assertEquals(notePublished(acknowledged, { externalId: "L-1", revision: 1, at: NOW }).publishedRevision, 2);
});

Deno.test("withdrawListing asks the marketplace if it may have the listing", () => {
  assertEquals(withdrawListing(draft()).status, "CLOSED");
  assertEquals(withdrawListing(noteRefused(beginPublishing(draft()), "no")).status, "CLOSED");
  const closing = withdrawListing(beginPublishing(draft()));
  assertEquals([closing.status, closing.externalId, isDue(closing)], ["CLOSING", null, true]);
  // The publication's answer arrives after the withdrawal.
  const late = notePublished(noteWithdrawn(closing), { externalId: "L-1", revision: 1, at: NOW });
  assertEquals([late.status, late.externalId], ["CLOSING", "L-1"]);
  const closed = noteWithdrawn(late);
  assertEquals([closed.status, notePublished(closed, { externalId: "L-1", revision: 1, at: NOW })], ["CLOSED", closed]);
});

Deno.test("repriceListing fixes a price, and refuses a closed listing", () => {
  const repriced = repriceListing(published(), 9_900, digest);
  assert(repriced.ok);
  assertEquals([repriced.value.offer.price, repriced.value.fixedPrice, repriced.value.revision], [9_900, 9_900, 2]);
  const free = repriceListing(repriced.value, null, digest);
  assert(free.ok);
  assertEquals(followProduct(free.value, product({ sellingPrice: 13_000 }), digest).offer.price, 13_000);
  const refused = repriceListing(withdrawListing(published()), 1, digest);
  assertEquals(refused.ok ? null : refused.refusal.code, "listing_closed");
});

const variant = (key: string, sellingPrice: number, stock: number) => ({
  ...{ key, attributes: [{ name: "크기", value: key }] },
  ...{ supplyPrice: 1, sellingPrice, stock },
});
const VARIANTS = [variant("S", 10_000, 3), variant("L", 17_000, 1)];

Deno.test("an offer has every variant at its own price, and keeps their distances at a fixed one", () => {
  const pricesOf = ({ offer }: Listing) => [offer.price, ...offer.variants.map(({ price }) => price)];
  const followed = followProduct(published(), product({ variants: VARIANTS }), digest);
  assertEquals([pricesOf(followed), followed.revision], [[10_000, 10_000, 17_000], 2]);
  assertEquals(followed.offer.variants[1], {
    ...{ key: "L", attributes: [{ name: "크기", value: "L" }] },
    ...{ price: 17_000, stock: 1 },
  });
  const repriced = repriceListing(followed, 9_000, digest);
  assert(repriced.ok);
  assertEquals(pricesOf(repriced.value), [9_000, 9_000, 16_000]);
  const later = product({ variants: VARIANTS, supplierVersion: 5, stock: 1 });
  assertEquals(pricesOf(followProduct(repriced.value, later, digest)), [9_000, 9_000, 16_000]);
});

Deno.test("a listing without stock offers no variant", () => {
  const followed = followProduct(published(), product({ variants: VARIANTS }), digest);
  const soldOut = product({ variants: VARIANTS, status: "SOLD_OUT", supplierVersion: 5 });
  for (const listing of [pauseListing(followed, "sold out", digest), followProduct(followed, soldOut, digest)]) {
    assertEquals([listing.offer.stock, ...listing.offer.variants.map(({ stock }) => stock)], [0, 0, 0]);
  }
});

Deno.test("followProduct pauses what is withheld with the reason, until a later version", () => {
  const withheld = { status: "SOLD_OUT", withheld: "the supplier did not have it" } as const;
  for (const supplierVersion of [3, 4]) {
    const paused = followProduct(published(), product({ ...withheld, supplierVersion }), digest);
    assertEquals([paused.status, paused.offer.stock, paused.lastError], ["PAUSED", 0, "the supplier did not have it"]);
    assertEquals(followProduct(paused, product({ supplierVersion }), digest), paused);
    const back = followProduct(paused, product({ supplierVersion: 5 }), digest);
    assertEquals([back.status, back.offer.stock, back.lastError], ["PUBLISHED", 4, null]);
  }
  assertEquals(followProduct(published(), product({ ...withheld, supplierVersion: 2 }), digest), published());
});

Deno.test("isDue is decided for every status", () => {
  const due = LISTING_STATUSES.filter((status) => isDue({ ...published(), status } as Listing));
  assertEquals(due, ["DRAFT", "PUBLISHING", "CLOSING"]);
});
