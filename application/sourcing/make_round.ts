import type { Embedder } from "../shared/embedder.ts";
import { embedTexts } from "./embed_texts.ts";
import { makeProducts, type MakeProductsDeps } from "./make_products.ts";
import { ITEM_CHANGED } from "./messages.ts";
import type { CrossDatabaseOutbox } from "./ports/outbox.ts";
import type { Vectors } from "./ports/products.ts";
import { relayAcross, type RelayCounts } from "./relay_across.ts";

export type MakeRoundDeps = MakeProductsDeps & {
  readonly outbox: CrossDatabaseOutbox<"source">;
  readonly vectors: Vectors<"dropship">;
  readonly embedder: Embedder;
};

interface MakeReport extends RelayCounts {
  readonly embedded: number;
}

/** Throws `Outage`. */
export async function makeRound(
  deps: MakeRoundDeps,
  { signal, onProgress }: {
    readonly signal: AbortSignal;
    readonly onProgress?: ((stage: string, done: number) => void) | undefined;
  },
): Promise<MakeReport> {
  const made = await relayAcross(
    { outbox: deps.outbox, deliveries: { [ITEM_CHANGED]: makeProducts(deps) } },
    { destination: "dropship", signal, onProgress: (done) => onProgress?.("products", done) },
  );
  const embedded = await embedTexts(deps, { signal, onProgress: (done) => onProgress?.("vectors", done) });
  return { ...made, embedded };
}
