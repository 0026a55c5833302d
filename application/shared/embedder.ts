/** Turns texts into vectors. Only vectors of the same `space` are comparable. */
export interface Embedder {
  /** Model, version and dimensions, such as `lexical-v1/1536`; stored beside every vector. */
  readonly space: string;
  readonly dimensions: number;
  /** "semantic": texts with the same meaning are near; "lexical": texts that share words are. Shown with results. */
  readonly kind: "semantic" | "lexical";
  /**
   * Returns one vector of length 1 per text, in the order of `texts` (cosine distance is 1 − dot product). Accepts any
   * number of texts; the adapter batches them. Throws `Outage` if the service is unreachable or throttles,
   * `DataRefused` if it rejects a text permanently.
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}
