import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Environment } from "../environment.ts";
import type { Log } from "../log.ts";

/** Logs the route's pattern and no address, so that the log identifies no person. */
export function accessLog(log: Log): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const milliseconds = Math.round(performance.now() - start);
    log.info({
      requestId: c.var.requestId,
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      milliseconds,
    }, "request");
  };
}
