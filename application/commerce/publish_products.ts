import type { ProductId } from "../../domain/commerce/product.ts";
import { listProduct } from "../../domain/commerce/product_listing.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, type Result } from "../../domain/shared/result.ts";
import { parseDrafts } from "./parse_drafts.ts";
import type { EventLog } from "./ports/event_log.ts";

export interface PublishProductsDeps {
  readonly events: EventLog;
  readonly clock: () => Date;
  readonly newId: () => string;
}

/** Publishes new products, all or none, as `publishUsers` does with customers. */
export async function publishProducts(
  { events, clock, newId }: PublishProductsDeps,
  drafts: readonly unknown[],
): Promise<Result<{ readonly ids: readonly ProductId[] }, InvalidInput>> {
  const now = clock();
  const products = parseDrafts(drafts, (draft) => listProduct(draft, { id: `P-${newId()}`, now }), {
    what: "products",
    idOf: (product) => product.productId,
  });
  if (!products.ok) return products;
  await events.publish(products.value.map((product) => ({ type: "product.listed", product })));
  return accepted({ ids: products.value.map((product) => product.productId) });
}
