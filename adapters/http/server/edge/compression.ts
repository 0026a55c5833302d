import type { MiddlewareHandler } from "hono";
import { contentEncodingFor, encode } from "../content_encoding.ts";

/** In one packet of the network anyway. */
const SMALL_BYTES = 1_024;
/** A stream of events is sent as they come. */
const WHOLE = /^(application\/(problem\+)?json|text\/plain)\b/;

/**
 * Compresses answers of JSON and text. An answer with a strong tag stays as it is: the tag is of these bytes, and the
 * weak one of others would fit no `If-Match`.
 */
export function compression(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { headers, status } = c.res;
    if (!c.res.body || headers.has("content-encoding") || !WHOLE.test(headers.get("content-type") ?? "")) return;
    if (headers.has("etag")) return;
    c.header("vary", "Accept-Encoding", { append: true });
    const encoding = contentEncodingFor(c);
    if (encoding === null) return;
    const body = await c.res.bytes();
    const isSmall = body.length < SMALL_BYTES;
    const sent = isSmall ? body : await encode(body, encoding);
    c.res = new Response(sent, { status, headers: c.res.headers });
    if (!isSmall) c.header("content-encoding", encoding);
    c.res.headers.delete("content-length");
  };
}

/** HEAD goes the way of GET; what is not sent ends here, so that a stream does not go on. */
export function noBodyForHead(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (c.req.method === "HEAD") await c.res.body?.cancel();
  };
}
