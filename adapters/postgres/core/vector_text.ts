/** Shorter vectors are padded with zeros, which changes no cosine. */
const DIMENSIONS = 1_536;
/** Round-trips a 32-bit float. */
const DIGITS = 9;

/** In pgvector's syntax: `[0.1,0.2]`. */
export function vectorText(vector: Float32Array): string {
  if (vector.length > DIMENSIONS) {
    throw new RangeError(`Cannot store a vector of ${vector.length} dimensions: the columns hold ${DIMENSIONS}`);
  }
  const digits = Array.from(vector, (value) => value === 0 ? "0" : value.toPrecision(DIGITS));
  while (digits.length < DIMENSIONS) digits.push("0");
  return `[${digits.join(",")}]`;
}

export function parseVector(text: string): Float32Array {
  return Float32Array.from(JSON.parse(text));
}
