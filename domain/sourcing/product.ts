import { accepted, type Refusal, type Result } from "../shared/result.ts";
import type { ProductId, RawId, SupplierAccountId } from "./ids.ts";
import { type Price, priceItem, type PricePolicy } from "./price_policy.ts";
import type { SALE_STATUSES, SupplierItem } from "./supplier_item.ts";

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
  readonly options: SupplierItem["options"];
  readonly supplyPrice: number;
  readonly shippingFee: number;
  readonly stock: number;
  readonly status: SaleStatus;
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
}

export function makeProduct(
  item: SupplierItem,
  version: Omit<ItemVersion, "payload">,
  policy: PricePolicy,
): Result<ProductDraft, Refusal> {
  const priced = priceItem(item, policy);
  if (!priced.ok) return priced;
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
    options: item.options,
    supplyPrice: item.price,
    shippingFee: item.shippingFee,
    stock: item.stock,
    status: item.status === "ON_SALE" && item.stock === 0 ? "SOLD_OUT" : item.status,
    ...priced.value,
  });
}

/** The name first, since it says most. */
export function comparableText({ name, brand, category }: Pick<ProductDraft, "name" | "brand" | "category">): string {
  return [name, brand, category].filter((part) => part !== "").join("\n");
}
