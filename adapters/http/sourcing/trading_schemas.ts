import { z } from "@hono/zod-openapi";
import { listingChangesSchema, listingDraftSchema } from "../../../application/sourcing/list_product.ts";
import { instant } from "../../../domain/shared/instant.ts";
import { LISTING_STATUSES } from "../../../domain/sourcing/listing.ts";
import {
  marketAccountChangesSchema,
  marketAccountDraftSchema,
  marketAccountSchema,
} from "../../../domain/sourcing/market_account.ts";
import { ORDER_STATUSES } from "../../../domain/sourcing/market_order.ts";
import { supplierAccountSchema } from "../../../domain/sourcing/supplier_account.ts";
import { SUPPLIER_ORDER_STATUSES } from "../../../domain/sourcing/supplier_order.ts";
import { jsonSchemaOf } from "../server/json_schema.ts";

const id = z.guid();
const count = z.int().min(0);
const reason = z.string().nullable();
const moments = { createdAt: instant, updatedAt: instant };

export const variant = {
  key: z.string().describe("The supplier's, unique in the item"),
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
};

const listing = z.object({
  id: id.describe("The seller's own code on the market, too"),
  marketAccountId: id,
  productId: id,
  productVersion: count,
  fixedPrice: z.int().nullable().describe("Asked for by a person; null follows the product"),
  offer: z.object({
    title: z.string(),
    price: count.describe("With variants: of the cheapest"),
    stock: count.describe("With variants: of all together"),
    variants: z.array(z.object({ ...variant, price: count, stock: count })),
    details: z.record(z.string(), z.unknown()),
  }),
  contentHash: z.string(),
  revision: z.int().min(1),
  publishedRevision: z.int().nullable().describe("What the market has; another revision means a change waits"),
  externalId: z.string().nullable().describe("What the market calls it"),
  status: z.enum(LISTING_STATUSES),
  attempts: count,
  lastError: reason,
  publishedAt: instant.nullable(),
  ...moments,
});

const order = z.object({
  id,
  marketAccountId: id,
  rawId: id,
  listingId: id.nullable(),
  externalOrderId: z.string(),
  externalLineId: z.string(),
  status: z.enum(ORDER_STATUSES),
  problem: reason.describe("Why a person has to look at it"),
  productName: z.string(),
  optionName: z.string(),
  quantity: z.int().min(1),
  unitPrice: count,
  shippingFee: count,
  totalAmount: count,
  marketFee: count,
  buyerName: z.string().nullable(),
  receiverName: z.string(),
  receiverPhone: z.string(),
  receiverPostcode: z.string(),
  receiverAddress: z.string(),
  deliveryNote: z.string(),
  orderedAt: instant,
  ...moments,
});

const supplierOrder = z.object({
  id: id.describe("The supplier's idempotency key, too"),
  orderId: id,
  supplierAccountId: id,
  supplierItemId: id,
  supplierItemCode: z.string(),
  variant: z.object(variant).nullable().describe("The option that is ordered; null for an item without options"),
  productId: id,
  externalId: z.string().nullable().describe("What the supplier calls it"),
  status: z.enum(SUPPLIER_ORDER_STATUSES),
  quantity: z.int().min(1),
  supplyPrice: count,
  shippingFee: count,
  totalAmount: count,
  attempts: count,
  lastError: reason,
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  placedAt: instant.nullable(),
  cancelAskedAt: instant.nullable().describe("When a supplier that decides on it was last asked to cancel it"),
  ...moments,
});

type PageOf = (item: z.ZodType) => Record<string, unknown>;

export function tradingSchemas(
  { product, item, pageOf }: { readonly product: z.ZodType; readonly item: z.ZodType; readonly pageOf: PageOf },
): Readonly<Record<string, Record<string, unknown>>> {
  const withProduct = { product: product.nullable() };
  return {
    MarketAccount: jsonSchemaOf(marketAccountSchema, "output"),
    NewMarketAccount: jsonSchemaOf(marketAccountDraftSchema, "input"),
    MarketAccountChanges: jsonSchemaOf(marketAccountChangesSchema, "input"),
    MarketAccountPage: pageOf(marketAccountSchema),
    NewListing: jsonSchemaOf(listingDraftSchema, "input"),
    ListingChanges: jsonSchemaOf(listingChangesSchema, "input"),
    Listing: jsonSchemaOf(listing, "output"),
    ListingPage: pageOf(z.object({ listing, ...withProduct })),
    MarketOrder: jsonSchemaOf(order, "output"),
    MarketOrderPage: pageOf(
      z.object({ order, listing: listing.nullable(), ...withProduct, supplierOrder: supplierOrder.nullable() }),
    ),
    SupplierOrderPage: pageOf(
      z.object({ supplierOrder, ...withProduct, item: item.nullable(), account: supplierAccountSchema.nullable() }),
    ),
  };
}
