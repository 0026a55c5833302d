import type { MiddlewareHandler } from "hono";
import type { Connection, Environment, RequestContext } from "../environment.ts";
import { isLoopback } from "../../../../domain/shared/is_loopback.ts";
import { Problem } from "../problem.ts";

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** What a proxy adds for whom it answers. */
const FORWARDED = ["forwarded", "via", "x-real-ip", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"];

/**
 * While no key is required. Refuses foreign `Host` headers (DNS rebinding resolves any name to 127.0.0.1), what a proxy
 * passes on for others, and other machines, unless a container's port is published on loopback: then the peer is the
 * container network's gateway.
 */
export function thisMachineOnly(peers: "loopback" | "any"): MiddlewareHandler<Environment> {
  return async (c, next) => {
    if (!LOOPBACK.test(hostOf(c))) {
      throw new Problem("misdirected", "Cannot answer for this host: without API keys only localhost is served");
    }
    const forwarded = FORWARDED.find((name) => c.req.header(name) !== undefined);
    if (forwarded !== undefined) {
      throw new Problem(
        "forwarded",
        `Cannot answer what a proxy passes on (${forwarded}): without API keys only this machine is served; set API_KEYS`,
      );
    }
    if (peers === "loopback" && !isLoopbackPeer(c.env)) {
      throw new Problem("forwarded", "Cannot answer another machine: without API keys only this one is served");
    }
    await next();
  };
}

/**
 * Reads too: they cost, count against the caller's rate and may open databases.
 *
 * @param others origins whose pages are let in
 */
export function ownOrigin(others: ReadonlySet<string>): MiddlewareHandler<Environment> {
  return async (c, next) => {
    if (!isOwn(c) && !others.has(c.req.header("origin") ?? "")) {
      throw new Problem("cross_origin", "Cannot answer a page of another origin");
    }
    await next();
  };
}

function isLoopbackPeer({ remoteAddr }: Connection): boolean {
  const host = remoteAddr && "hostname" in remoteAddr ? remoteAddr.hostname : undefined;
  // A Unix socket has none.
  return host === undefined || isLoopback(host.replace(/^::ffff:/, ""));
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
