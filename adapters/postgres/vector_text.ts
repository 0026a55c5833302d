/** What the columns hold. A shorter vector is filled up with zeros, which changes no cosine between vectors of one space. */
const DIMENSIONS = 1_536;
/** A float of 32 bits is the same again after that many digits. */
const DIGITS = 9;

/** A vector as pgvector reads it: `[0.1,0.2]`. */
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
