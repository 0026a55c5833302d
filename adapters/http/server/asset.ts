import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Context } from "hono";

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
  /** Made when it is first asked for. */
  gzip?: Uint8Array<ArrayBuffer>;
}

export function asset(text: string, type: keyof typeof TYPES): Asset {
  const body = new TextEncoder().encode(text);
  const digest = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  return { body, type: TYPES[type], etag: `"${digest}"` };
}

/**
 * 304 if the browser's copy is current, compressed where the browser can read it. Browsers revalidate each time, so a
 * new release is visible at once. A compressed body has a weak tag: it is not the same bytes.
 */
export function sendAsset(
  c: Context,
  file: Asset,
  { byLanguage = false, isKept = true }: { readonly byLanguage?: boolean; readonly isKept?: boolean } = {},
): Response {
  const isCompressed = /\bgzip\b(?!\s*;\s*q=0(?:[,\s]|\.0*(?:[,\s]|$)|$))/.test(c.req.header("accept-encoding") ?? "");
  const etag = isCompressed ? `W/${file.etag}` : file.etag;
  const vary = byLanguage ? "accept-encoding, accept-language" : "accept-encoding";
  const headers = isKept ? { etag, "cache-control": "no-cache", vary } : { "cache-control": "no-store", vary };
  const held = c.req.header("if-none-match")?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (isKept && held?.includes(file.etag)) return c.body(null, 304, headers);
  if (!isCompressed) return c.body(file.body, 200, { ...headers, "content-type": file.type });
  file.gzip ??= new Uint8Array(gzipSync(file.body));
  return c.body(file.gzip, 200, { ...headers, "content-type": file.type, "content-encoding": "gzip" });
}
