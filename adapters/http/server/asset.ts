import { createHash } from "node:crypto";
import type { Context } from "hono";
import { type ContentEncoding, contentEncodingFor, encode, QUICK } from "./content_encoding.ts";

const TYPES = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  svg: "image/svg+xml",
} as const;

/** Imported as text so that a compiled binary contains it. */
export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
  /** Each made when it is first asked for. */
  readonly encoded: Map<ContentEncoding, Promise<Uint8Array<ArrayBuffer>>>;
}

/** Of the largest that is worth a second, once. */
const THOROUGH = 9;
/** Of an address that another content would not have. */
export const IMMUTABLE = "public, max-age=31536000, immutable";

export function asset(text: string, type: keyof typeof TYPES): Asset {
  const body = new TextEncoder().encode(text);
  const digest = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  return { body, type: TYPES[type], etag: `"${digest}"`, encoded: new Map() };
}

interface SendOptions {
  readonly byLanguage?: boolean;
  /** False of what is another one each time. */
  readonly isKept?: boolean;
  readonly cacheControl?: string;
}

/**
 * 304 if the browser's copy is current, compressed where the browser can read it. Browsers revalidate each time unless
 * the address has a hash, so a new release is visible at once. A compressed body has a weak tag: it is not the same bytes.
 */
export async function sendAsset(
  c: Context,
  file: Asset,
  { byLanguage = false, isKept = true, cacheControl = "no-cache" }: SendOptions = {},
): Promise<Response> {
  const encoding = contentEncodingFor(c);
  const etag = encoding === null ? file.etag : `W/${file.etag}`;
  const vary = byLanguage ? "accept-encoding, accept-language" : "accept-encoding";
  const headers = isKept ? { etag, "cache-control": cacheControl, vary } : { "cache-control": "no-store", vary };
  const held = c.req.header("if-none-match")?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (isKept && held?.includes(file.etag)) return c.body(null, 304, headers);
  if (encoding === null) return c.body(file.body, 200, { ...headers, "content-type": file.type });
  const quality = isKept ? THOROUGH : QUICK;
  const body = await file.encoded.getOrInsertComputed(encoding, () => encode(file.body, encoding, quality));
  return c.body(body, 200, { ...headers, "content-type": file.type, "content-encoding": encoding });
}
