/** Texts of one kind turned into vectors of one space. Only vectors of the same `space` can be compared. */
export interface Embedder {
  /** Names the model, its version and its dimensions, such as `lexical-v1/1536`: stored beside every vector. */
  readonly space: string;
  readonly dimensions: number;
  /**
   * What closeness means here: "semantic", texts that mean the same are near; "lexical", texts that share words are.
   * Whoever shows results says so.
   */
  readonly kind: "semantic" | "lexical";
  /**
   * One vector a text, in the order of `texts`, each of length 1 (so that cosine distance is 1 − dot product). Any
   * number of texts; the adapter splits them into calls. Throws `Outage` while the service is unreachable or refuses for now,
   * `DataRefused` when it never will take one of them.
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}
