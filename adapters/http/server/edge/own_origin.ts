import type { MiddlewareHandler } from "hono";
import type { Environment, RequestContext } from "../environment.ts";
import { Problem } from "../problem.ts";

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** Refuses foreign `Host` headers while no key is required: DNS rebinding resolves any name to 127.0.0.1. */
export function ownHost(): MiddlewareHandler<Environment> {
  return async (c, next) => {
    if (!LOOPBACK.test(hostOf(c))) {
      throw new Problem("misdirected", "Cannot answer for this host: without API keys only localhost is served");
    }
    await next();
  };
}

export function ownOrigin(): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const reads = c.req.method === "GET" || c.req.method === "HEAD";
    if (!reads && !isOwn(c)) {
      throw new Problem("cross_origin", "Cannot take a write from a page of another origin");
    }
    await next();
  };
}

function isOwn(c: RequestContext): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const origin = c.req.header("origin");
  if (origin === undefined) return true;
  // Not the scheme, which differs behind a proxy that terminates TLS.
  return URL.canParse(origin) && new URL(origin).host === hostOf(c);
}

function hostOf(c: RequestContext): string {
  return c.req.header("host") ?? new URL(c.req.url).host;
}
