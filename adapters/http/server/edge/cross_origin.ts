import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { Environment } from "../environment.ts";

const ALLOWED = [
  "Authorization",
  "Content-Type",
  "Idempotency-Key",
  "If-Match",
  "If-None-Match",
  "Last-Event-ID",
  "Traceparent",
  "X-Request-Id",
];
const EXPOSED = [
  "Deprecation",
  "ETag",
  "Idempotency-Replayed",
  "Link",
  "Location",
  "RateLimit",
  "RateLimit-Policy",
  "Retry-After",
  "WWW-Authenticate",
  "X-Request-Id",
];
const PREFLIGHT_SECONDS = 600;

/**
 * Lets pages of these origins call the API and read its answers, problems too. A preflight has no key. Cookies are not
 * asked for: there are none.
 */
export function crossOrigin(origins: ReadonlySet<string>): MiddlewareHandler<Environment> {
  const answer = cors({
    origin: [...origins],
    allowMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    allowHeaders: ALLOWED,
    exposeHeaders: EXPOSED,
    maxAge: PREFLIGHT_SECONDS,
  });
  return async (c, next) => {
    const isPreflight = c.req.method === "OPTIONS" && c.req.header("access-control-request-method") !== undefined;
    const isAllowed = origins.has(c.req.header("origin") ?? "");
    // What is no preflight is answered as without the setting.
    if (isAllowed && (isPreflight || c.req.method !== "OPTIONS")) return await answer(c, next);
    await next();
    if (origins.size > 0) c.header("vary", "Origin", { append: true });
  };
}
