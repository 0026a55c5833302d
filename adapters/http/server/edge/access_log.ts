import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Environment } from "../environment.ts";
import type { Log } from "../log.ts";

/** What a page and a monitor ask for all the time. */
const QUIET = /^\/(assets\/|healthz|readyz|metrics|favicon)|^\/$/;

/** Logs the route's pattern and no address, so that the log identifies no person. */
export function accessLog(log: Log): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const milliseconds = Math.round(performance.now() - start);
    const route = routePath(c, -1);
    if (QUIET.test(route) && c.res.status < 500) return;
    log.info({
      requestId: c.var.requestId,
      method: c.req.method,
      route,
      status: c.res.status,
      milliseconds,
    }, "request");
  };
}
