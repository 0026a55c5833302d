import { PostgresCrossDatabaseOutbox } from "../../adapters/postgres/sourcing/cross_database_outbox.ts";
import { PostgresProducts } from "../../adapters/postgres/sourcing/products.ts";
import { PostgresProductVectors } from "../../adapters/postgres/sourcing/product_vectors.ts";
import { PostgresSupplierRecords } from "../../adapters/postgres/sourcing/supplier_records.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { relayAcross } from "../../application/sourcing/relay_across.ts";
import { embedTexts } from "../../application/sourcing/embed_texts.ts";
import { ITEM_CHANGED } from "../../application/sourcing/messages.ts";
import { makeProducts } from "../../application/sourcing/make_products.ts";
import { marginPolicy } from "../../domain/sourcing/price_policy.ts";
import { openEmbedder } from "./engines/embedder.ts";
import type { SourcingDatabases } from "./open_sourcing.ts";
import type { Process } from "./process/run_process.ts";

/** What one round did. */
interface ProductsMade {
  /** Messages of changed items that were applied. */
  readonly carried: number;
  /** Messages that no product can be made of; they wait for a person, with the reason. */
  readonly parked: number;
  readonly embedded: number;
}

/** Gives a function that makes products of every item that changed, and then the vectors of their texts. */
export async function productMaking(
  process: Process,
  { source, dropship }: Pick<SourcingDatabases, "source" | "dropship">,
): Promise<(onProgress?: (stage: string, done: number) => void) => Promise<ProductsMade>> {
  const embedder = await openEmbedder(process);
  const outbox = new PostgresCrossDatabaseOutbox(source, "source");
  const delivery = makeProducts({
    items: new PostgresSupplierRecords(source),
    products: new PostgresProducts(dropship),
    policy: marginPolicy(process.config.sourcing.marginRate),
    digest: sha256,
  });
  const vectors = new PostgresProductVectors(dropship);
  const { signal } = process;
  return async (onProgress) => {
    const made = await relayAcross(
      { outbox, deliveries: { [ITEM_CHANGED]: delivery } },
      { destination: "dropship", signal, onProgress: (done) => onProgress?.("products", done) },
    );
    const embedded = await embedTexts({ vectors, embedder, digest: sha256 }, {
      signal,
      onProgress: (done) => onProgress?.("vectors", done),
    });
    return { ...made, embedded };
  };
}
