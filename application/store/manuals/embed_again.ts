import { embeddableText } from "../../../domain/store/manuals/split_into_passages.ts";
import type { Embedder } from "../../shared/embedder.ts";
import type { ManualVectors } from "../ports/manuals.ts";

export interface EmbedAgainDeps {
  readonly vectors: ManualVectors;
  readonly embedder: Embedder;
}

interface EmbedAgainOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

interface EmbeddedAgain {
  readonly space: string;
  readonly contents: number;
  readonly embedded: number;
}

const BATCH = 256;

/** Continues an interrupted run. Vectors of other spaces stay: other processes may still search in them. */
export async function embedAgain(
  { vectors, embedder }: EmbedAgainDeps,
  { signal, onProgress }: EmbedAgainOptions,
): Promise<EmbeddedAgain> {
  const { space } = embedder;
  const before = await vectors.progress(space);
  let embedded = 0;
  for (;;) {
    signal.throwIfAborted();
    onProgress?.(before.embedded + embedded, before.contents);
    const missing = await vectors.missing(space, BATCH);
    if (missing.length === 0) return { space, contents: (await vectors.progress(space)).contents, embedded };
    const found = await embedder.embed(missing.map(embeddableText), signal);
    await vectors.addVectors({ space, byHash: new Map(missing.map(({ hash }, index) => [hash, found[index]!])) });
    embedded += missing.length;
  }
}
