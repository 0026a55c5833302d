/** What the columns hold. A shorter vector is filled up with zeros, which changes no cosine between vectors of one space. */
const DIMENSIONS = 1_536;

/** A vector as pgvector reads it. */
export function vectorText(vector: Float32Array): string {
  if (vector.length > DIMENSIONS) {
    throw new RangeError(`Cannot store a vector of ${vector.length} dimensions: the columns hold ${DIMENSIONS}`);
  }
  const filled = Array.from({ length: DIMENSIONS }, (_, nth) => vector[nth] ?? 0);
  return `[${filled.join(",")}]`;
}

export function parseVector(text: string): Float32Array {
  return Float32Array.from(JSON.parse(text));
}
