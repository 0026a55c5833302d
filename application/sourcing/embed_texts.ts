import { comparableText } from "../../domain/sourcing/product.ts";
import type { Embedder } from "../shared/embedder.ts";
import type { DatabaseName } from "./one_database.ts";
import type { Vectors } from "./ports/products.ts";
import type { Digest } from "../../domain/shared/digest.ts";

interface EmbedTextsDeps<D extends DatabaseName> {
  readonly vectors: Vectors<D>;
  readonly embedder: Embedder;
  readonly digest: Digest;
}

const BATCH = 200;

/** Missing and outdated vectors; gives how many were stored. Throws `Outage` and `DataRefused`. */
export async function embedTexts<D extends DatabaseName>(
  { vectors, embedder, digest }: EmbedTextsDeps<D>,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress?: (stored: number) => void },
): Promise<number> {
  let stored = 0;
  while (!signal.aborted) {
    const outdated = await vectors.outdated(embedder.space, BATCH);
    if (outdated.length === 0) break;
    const texts = outdated.map(({ text }) => comparableText(text));
    const embedded = await embedder.embed(texts, signal);
    stored += await vectors.store(
      embedder.space,
      outdated.map(({ id }, nth) => ({ id, textHash: digest(texts[nth]!), vector: embedded[nth]! })),
    );
    onProgress?.(stored);
  }
  return stored;
}
