import type { ProductId } from "../../domain/commerce/product.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, type Result } from "../../domain/shared/result.ts";
import { type DraftDeps, parseProductDrafts } from "./parse_drafts.ts";
import type { EventLog } from "./ports/event_log.ts";

interface PublishProductsDeps extends DraftDeps {
  readonly events: EventLog;
}

/** Publishes new products, all or none, as `publishUsers` does with customers. */
export async function publishProducts(
  { events, ...deps }: PublishProductsDeps,
  drafts: readonly unknown[],
): Promise<Result<{ readonly ids: readonly ProductId[] }, InvalidInput>> {
  const products = parseProductDrafts(deps, drafts);
  if (!products.ok) return products;
  await events.publish(products.value.map((product) => ({ type: "product.listed", product })));
  return accepted({ ids: products.value.map((product) => product.productId) });
}
