import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Context } from "hono";
import { accepts } from "hono/accepts";

export type ContentEncoding = "br" | "gzip";

/** The better ones first. */
const ENCODINGS: readonly ContentEncoding[] = ["br", "gzip"];
/** Of what is made for one answer; the highest takes a hundred times as long for a tenth less. */
export const QUICK = 4;

/** What the client reads best; null for one that wants the bytes as they are. */
export function contentEncodingFor(c: Context): ContentEncoding | null {
  const chosen = accepts(c, {
    header: "Accept-Encoding",
    supports: [...ENCODINGS],
    default: "identity",
    match: (accepted) => {
      const weightOf = (name: string) =>
        (accepted.find(({ type }) => type.toLowerCase() === name) ?? accepted.find(({ type }) => type === "*"))?.q ?? 0;
      const [best] = ENCODINGS.map((name) => ({ name, weight: weightOf(name) })).filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight);
      return best?.name ?? "identity";
    },
  });
  return chosen === "identity" ? null : chosen as ContentEncoding;
}

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify<Uint8Array, Uint8Array>(gzip);

/** @param quality of Brotli */
export async function encode(
  body: Uint8Array,
  encoding: ContentEncoding,
  quality = QUICK,
): Promise<Uint8Array<ArrayBuffer>> {
  const encoded = encoding === "gzip"
    ? await gzipAsync(body)
    : await brotliAsync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  return new Uint8Array(encoded);
}
