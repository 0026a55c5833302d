import { sha256 } from "../adapters/system/sha256.ts";
import {
  listingIdSchema,
  type MarketAccountId,
  productIdSchema,
  rawIdSchema,
  supplierAccountIdSchema,
} from "../domain/sourcing/ids.ts";
import { draftListing, type Listing } from "../domain/sourcing/listing.ts";
import type { ItemVersion, Product } from "../domain/sourcing/product.ts";

export const NOW = new Date("2026-03-02T12:00:00Z");
export const SUPPLIER = supplierAccountIdSchema.parse("00000000-0000-4000-8000-000000000001");

/** A product as it comes of a supplier's item. */
export function sampleProduct(changes: Partial<Product> = {}): Product {
  return {
    id: productIdSchema.parse(crypto.randomUUID()),
    supplierAccountId: SUPPLIER,
    supplierItemId: rawIdSchema.parse(crypto.randomUUID()),
    supplierItemCode: "W-1",
    supplierVersion: 1,
    name: "스텐 텀블러 500ml",
    brand: "",
    category: "생활용품",
    description: "",
    imageUrls: [],
    options: [],
    supplyPrice: 7_500,
    sellingPrice: 13_400,
    shippingFee: 2_500,
    marginRate: 0.25,
    pricePolicy: "margin-0.25",
    stock: 7,
    status: "ON_SALE",
    createdAt: NOW,
    updatedAt: NOW,
    ...changes,
  };
}

export function itemOf(product: Product): ItemVersion {
  const { supplierItemId: id, supplierAccountId: accountId, supplierItemCode: externalId } = product;
  return { id, accountId, externalId, version: product.supplierVersion, payload: {} };
}

export function sampleListing(marketAccountId: MarketAccountId, product = sampleProduct()): Listing {
  const id = listingIdSchema.parse(crypto.randomUUID());
  const drafted = draftListing(product, { id, marketAccountId, price: null, now: NOW, digest: sha256 });
  if (!drafted.ok) throw new Error(drafted.refusal.message);
  return drafted.value;
}
