import { z } from "zod";

const FLOAT_BYTES = 4;

const answerSchema = z.object({
  data: z.array(z.object({
    index: z.int().min(0),
    // base64 is requested; some services answer with numbers.
    embedding: z.union([z.array(z.number()), z.string()]),
  })),
});

/** In the texts' order, of length 1; or the answer's fault. */
export function readVectors(
  answer: unknown,
  count: number,
): { readonly vectors: Float32Array[] } | { readonly fault: string } {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return { fault: "something that is no list of embeddings" };
  const { data } = parsed.data;
  if (data.length !== count) return { fault: `${data.length} embeddings for ${count} texts` };
  const vectors: Float32Array[] = new Array(count);
  for (const { index, embedding } of data) {
    const vector = typeof embedding === "string" ? decode(embedding) : Float32Array.from(embedding);
    const normal = vector && normalise(vector);
    if (!normal) return { fault: "an embedding that is no vector" };
    if (index >= count || vectors[index]) return { fault: "embeddings that do not belong to the texts" };
    vectors[index] = normal;
  }
  return { vectors };
}

function decode(base64: string): Float32Array | null {
  try {
    const bytes = Uint8Array.fromBase64(base64);
    if (bytes.length % FLOAT_BYTES !== 0) return null;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    return Float32Array.from({ length: bytes.length / FLOAT_BYTES }, (_, n) => view.getFloat32(n * FLOAT_BYTES, true));
  } catch {
    return null;
  }
}

/** `null` for a zero vector or a coordinate that is not finite. */
function normalise(vector: Float32Array): Float32Array | null {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 && Number.isFinite(length) ? vector.map((value) => value / length) : null;
}
