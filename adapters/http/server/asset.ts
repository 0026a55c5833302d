import { createHash } from "node:crypto";
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
}

export function asset(text: string, type: keyof typeof TYPES): Asset {
  const body = new TextEncoder().encode(text);
  const digest = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  return { body, type: TYPES[type], etag: `"${digest}"` };
}

/** 304 if the browser's copy is current. Browsers revalidate each time, so a new release is visible at once. */
export function sendAsset(c: Context, { body, type, etag }: Asset): Response {
  const headers = { etag, "cache-control": "no-cache" };
  const held = c.req.header("if-none-match")?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (held?.includes(etag)) return c.body(null, 304, headers);
  return c.body(body, 200, { ...headers, "content-type": type });
}
