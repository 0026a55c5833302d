import { accepted, type Refusal, type Result } from "../shared/result.ts";
import type { ProductId, RawId, SupplierAccountId } from "./ids.ts";
import { type Price, priceItem, type PricePolicy } from "./price_policy.ts";
import type { SALE_STATUSES, SupplierItem } from "./supplier_item.ts";
import { MAX_WON } from "../shared/money.ts";
import type { ProductVariant } from "./variant.ts";

export type SaleStatus = typeof SALE_STATUSES[number];

export interface ProductDraft extends Price {
  readonly supplierAccountId: SupplierAccountId;
  readonly supplierItemId: RawId;
  readonly supplierItemCode: string;
  readonly supplierVersion: number;
  readonly name: string;
  readonly brand: string;
  readonly category: string;
  readonly description: string;
  readonly imageUrls: readonly string[];
  readonly variants: readonly ProductVariant[];
  /** With variants: of the cheapest, as the selling price. */
  readonly supplyPrice: number;
  readonly shippingFee: number;
  /** With variants: of all together. */
  readonly stock: number;
  readonly status: SaleStatus;
  /** Why it is not sold, whatever the supplier said last that could be read. */
  readonly withheld: string | null;
}

export interface Product extends ProductDraft {
  readonly id: ProductId;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ItemVersion {
  readonly id: RawId;
  readonly accountId: SupplierAccountId;
  readonly externalId: string;
  readonly version: number;
  readonly payload: unknown;
  /** Why the item is not to be sold, whatever its payload says. */
  readonly withheld: string | null;
}

export function makeProduct(
  item: SupplierItem,
  version: Omit<ItemVersion, "payload" | "withheld">,
  policy: PricePolicy,
): Result<ProductDraft, Refusal> {
  const variants: (ProductVariant & Price)[] = [];
  for (const { price, ...variant } of item.variants) {
    // The supplier's lowest selling price is that of the item without a surcharge.
    const minimumPrice = item.minimumPrice === 0 ? 0 : item.minimumPrice + Math.max(0, price - item.price);
    const priced = priceItem({ ...item, price, minimumPrice }, policy);
    if (!priced.ok) return priced;
    variants.push({ ...variant, supplyPrice: price, ...priced.value });
  }
  const [cheapest] = variants.toSorted((a, b) => a.supplyPrice - b.supplyPrice);
  const priced = cheapest ? accepted(cheapest) : priceItem(item, policy);
  if (!priced.ok) return priced;
  const { sellingPrice, marginRate, pricePolicy } = priced.value;
  const stock = variants.length === 0
    ? item.stock
    : Math.min(variants.reduce((sum, variant) => sum + variant.stock, 0), MAX_WON);
  return accepted({
    supplierAccountId: version.accountId,
    supplierItemId: version.id,
    supplierItemCode: version.externalId,
    supplierVersion: version.version,
    name: item.name,
    brand: item.brand,
    category: item.category,
    description: item.description,
    imageUrls: item.images,
    variants: variants.map(({ key, attributes, supplyPrice, sellingPrice, stock }) => ({
      ...{ key, attributes, supplyPrice, sellingPrice, stock },
    })),
    supplyPrice: cheapest?.supplyPrice ?? item.price,
    shippingFee: item.shippingFee,
    stock,
    status: item.status === "ON_SALE" && stock === 0 ? "SOLD_OUT" : item.status,
    withheld: null,
    ...{ sellingPrice, marginRate, pricePolicy },
  });
}

/** The name first, since it says most. */
export function comparableText({ name, brand, category }: Pick<ProductDraft, "name" | "brand" | "category">): string {
  return [name, brand, category].filter((part) => part !== "").join("\n");
}
