import { z } from "zod";
import { type ListingState, PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { variantName } from "../../../domain/sourcing/variant.ts";
import { ONLY_OPTION } from "./order_format.ts";

/** What an account adds to every product: the seller's own places of dispatch and return, and what a category asks for. */
const settingsSchema = z.object({
  product: z.record(z.string(), z.unknown()).default({}),
  item: z.record(z.string(), z.unknown()).default({}),
  /** The seller's login at Coupang Wing, for cancellations. */
  userId: z.string().optional(),
});

export type CoupangSettings = z.output<typeof settingsSchema>;

/** Throws `PartnerUnavailable` for settings of another shape. */
export function settingsIn(settings: unknown): CoupangSettings {
  const parsed = settingsSchema.safeParse(settings ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PartnerUnavailable(
    `Cannot use the settings of the market account: ${issue!.path.join(".") || "settings"}: ${issue!.message}`,
  );
}

const details = z.object({
  brand: z.string().catch(""),
  description: z.string().catch(""),
  imageUrls: z.array(z.string()).catch([]),
});

const NAME = 100;
const ITEM_NAME = 150;

/** A body of `POST seller-products`; the seller's settings go before what is known here. */
export function sellerProductOf(
  { id, offer }: Pick<ListingState, "id" | "offer">,
  { vendorId, settings: { product, item } }: { readonly vendorId: string; readonly settings: CoupangSettings },
): Record<string, unknown> {
  const { title } = offer;
  const { brand, description, imageUrls } = details.parse(offer.details);
  const name = nameOf(title);
  return {
    saleStartedAt: "2020-01-01T00:00:00",
    saleEndedAt: "2099-01-01T00:00:00",
    deliveryMethod: "SEQUENCIAL",
    deliveryChargeType: "FREE",
    ...product,
    vendorId,
    sellerProductName: name,
    displayProductName: name,
    brand,
    requested: true,
    items: itemsOf({ id, offer }).map(({ name: itemName, code, price, stock }) => ({
      itemName,
      unitCount: 1,
      adultOnly: "EVERYONE",
      taxType: "TAX",
      parallelImported: "NOT_PARALLEL_IMPORTED",
      overseasPurchased: "NOT_OVERSEAS_PURCHASED",
      maximumBuyForPerson: 0,
      maximumBuyForPersonPeriod: 1,
      outboundShippingTimeDay: 2,
      ...item,
      externalVendorSku: code,
      originalPrice: price,
      salePrice: price,
      maximumBuyCount: stock,
      images: imageUrls.map((vendorPath, imageOrder) => ({
        imageOrder,
        imageType: imageOrder === 0 ? "REPRESENTATION" : "DETAIL",
        vendorPath,
      })),
      contents: [{
        contentsType: "TEXT",
        contentDetails: [{ content: description || name, detailType: "TEXT" }],
      }],
    })),
  };
}

interface OfferedItem {
  readonly name: string;
  readonly code: string;
  readonly price: number;
  readonly stock: number;
}

/** One a variant. The first has the listing's bare id as its code, by which the product is found again. */
export function itemsOf({ id, offer }: Pick<ListingState, "id" | "offer">): OfferedItem[] {
  const { price, stock, variants } = offer;
  if (variants.length === 0) return [{ name: ONLY_OPTION, code: id, price, stock }];
  return variants.map((variant, nth) => ({
    name: (variantName(variant) || variant.key).slice(0, ITEM_NAME).toWellFormed(),
    code: nth === 0 ? id : `${id}:${variant.key}`,
    price: variant.price,
    stock: variant.stock,
  }));
}

export function nameOf(title: string): string {
  return title.slice(0, NAME).toWellFormed();
}
