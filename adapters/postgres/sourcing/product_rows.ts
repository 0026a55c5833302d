import type { ProductArrival } from "../../../application/sourcing/ports/products.ts";
import type { Product } from "../../../domain/sourcing/product.ts";

/** For `json_to_recordset($1::text::json) as r(…)`. */
export const PRODUCT_RECORD = `supplier_account_id uuid, supplier_item_id uuid, supplier_item_code text,
  supplier_version int, name text, brand text, category text, description text, image_urls jsonb, variants jsonb,
  supply_price int, selling_price int, shipping_fee int, margin_rate float8, price_policy text, stock int, status text,
  withheld text, text_hash text`;

export const PRODUCT_COLUMNS = PRODUCT_RECORD.split(",").map((column) => column.trim().split(/\s+/)[0]!);

export function productToRow({ product, textHash }: ProductArrival): Record<string, unknown> {
  return {
    supplier_account_id: product.supplierAccountId,
    supplier_item_id: product.supplierItemId,
    supplier_item_code: product.supplierItemCode,
    supplier_version: product.supplierVersion,
    name: product.name,
    brand: product.brand,
    category: product.category,
    description: product.description,
    image_urls: product.imageUrls,
    variants: product.variants,
    supply_price: product.supplyPrice,
    selling_price: product.sellingPrice,
    shipping_fee: product.shippingFee,
    margin_rate: product.marginRate,
    price_policy: product.pricePolicy,
    stock: product.stock,
    status: product.status,
    withheld: product.withheld,
    text_hash: textHash,
  };
}

export function productFromRow(row: Record<string, unknown>): Product {
  return {
    id: row.id,
    supplierAccountId: row.supplier_account_id,
    supplierItemId: row.supplier_item_id,
    supplierItemCode: row.supplier_item_code,
    supplierVersion: row.supplier_version,
    name: row.name,
    brand: row.brand,
    category: row.category,
    description: row.description,
    imageUrls: row.image_urls,
    variants: row.variants,
    supplyPrice: row.supply_price,
    sellingPrice: row.selling_price,
    shippingFee: row.shipping_fee,
    marginRate: row.margin_rate,
    pricePolicy: row.price_policy,
    stock: row.stock,
    status: row.status,
    withheld: row.withheld,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  } as Product;
}
