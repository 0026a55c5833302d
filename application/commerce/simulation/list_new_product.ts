import { makeProduct } from "../../../domain/commerce/simulation/make_product.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { Random } from "../../../domain/shared/random.ts";
import type { EventLog } from "../ports/event_log.ts";

interface ListNewProductDeps {
  readonly events: EventLog;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly random: Random;
}

/** Lists one made-up product and publishes it. Throws `Outage`. */
export async function listNewProduct({ events, clock, newId, random }: ListNewProductDeps): Promise<Product> {
  const product = makeProduct({ id: `P-${newId()}`, now: clock(), random });
  await events.publish([{ type: "product.listed", product }]);
  return product;
}
