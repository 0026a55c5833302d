import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

const SELF = ["'self'"];
const NONE = ["'none'"];

/**
 * No inline code, no framing. TLS (HSTS) is left to the proxy.
 *
 * @param mayShowPictures paths of pages that show pictures of other servers
 */
export function securityHeaders(mayShowPictures: (path: string) => boolean): MiddlewareHandler {
  const [own, pictures] = [headersWith(["'self'", "data:"]), headersWith(["'self'", "data:", "https:"])];
  return (c, next) => (mayShowPictures(c.req.path) ? pictures : own)(c, next);
}

function headersWith(imgSrc: string[]): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: NONE,
      scriptSrc: SELF,
      styleSrc: SELF,
      imgSrc,
      fontSrc: SELF,
      connectSrc: SELF,
      manifestSrc: SELF,
      baseUri: NONE,
      formAction: NONE,
      frameAncestors: NONE,
    },
    strictTransportSecurity: false,
    xFrameOptions: "DENY",
    referrerPolicy: "no-referrer",
  });
}

/** Answers with personal data are no cache's to keep; a route that says otherwise is left alone. */
export function noStore(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
  };
}
