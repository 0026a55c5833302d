import { type Product, productIdSchema } from "../../domain/commerce/product.ts";
import { parseProductChanges } from "../../domain/commerce/product_listing.ts";
import { type InvalidInput, possibleId } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { May, Products, Stamps } from "./ports/shop.ts";
import { type Exists, type HasOrders, type Outdated, outdated, stillOrdered, takenId } from "./refusals.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

interface ManageProductsDeps {
  readonly products: Products;
}

/** Timestamps are missing only if the product was removed concurrently. */
export async function createProduct(
  { products }: ManageProductsDeps,
  product: Product,
): Promise<Result<Product & Partial<Stamps>, Exists<"product_exists">>> {
  if (await products.add(product) === "exists") return refused(takenId("product", product.productId));
  return accepted(await products.find(product.productId) ?? product);
}

export async function readProduct(
  { products }: ManageProductsDeps,
  id: string,
): Promise<Result<Product & Stamps, Unknown<"unknown_product">>> {
  const productId = possibleId(productIdSchema, id);
  const product = productId && await products.find(productId);
  return product ? accepted(product) : refused(unknownThing("product", id, "read the product"));
}

export async function changeProduct(
  { products }: ManageProductsDeps,
  id: string,
  raw: unknown,
  isCurrent: May<Product> = () => true,
): Promise<Result<Product & Stamps, InvalidInput | Unknown<"unknown_product"> | Outdated>> {
  const changes = parseProductChanges(raw);
  if (!changes.ok) return changes;
  const productId = possibleId(productIdSchema, id);
  const product = productId && await products.change(productId, changes.value, isCurrent);
  if (product === "refused") return refused(outdated("product", id));
  return product ? accepted(product) : refused(unknownThing("product", id, "change the product"));
}

export async function removeProduct(
  { products }: ManageProductsDeps,
  id: string,
): Promise<Result<{ readonly productId: string }, Unknown<"unknown_product"> | HasOrders<"product_has_orders">>> {
  const productId = possibleId(productIdSchema, id);
  const outcome = productId ? await products.remove(productId) : "unknown";
  if (outcome === "unknown") return refused(unknownThing("product", id, "remove the product"));
  if (outcome === "has_orders") return refused(stillOrdered("product", id));
  return accepted({ productId: id });
}
