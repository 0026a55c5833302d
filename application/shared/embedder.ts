/** Turns texts into vectors. Only vectors of the same `space` are comparable. */
export interface Embedder {
  /** Model, version and dimensions, such as `lexical-v1/1536`; stored beside every vector. */
  readonly space: string;
  readonly dimensions: number;
  /** "semantic": same meaning is near; "lexical": shared words are near. */
  readonly kind: "semantic" | "lexical";
  /** One vector of length 1 per text, in order. Throws `Outage`; `DataRefused` if a text is rejected permanently. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}
