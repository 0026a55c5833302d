import type { MiddlewareHandler } from "hono";
import { MemoryStore, rateLimiter } from "hono-rate-limiter";
import type { Environment } from "../environment.ts";
import { Problem } from "../problem.ts";

interface RateLimit {
  readonly middleware: MiddlewareHandler<Environment>;
  close(): void;
}

/** Fixed windows; `RateLimit` headers carry the remaining number. */
export function rateLimit(limit: { readonly calls: number; readonly windowMs: number }): RateLimit {
  const store = new MemoryStore<Environment, string, Record<never, never>>();
  const middleware = rateLimiter<Environment, string, Record<never, never>>({
    windowMs: limit.windowMs,
    limit: limit.calls,
    standardHeaders: "draft-7",
    keyGenerator: (c) => c.var.caller,
    store,
    handler: (c) => {
      throw new Problem("rate_limited", `Cannot take more than ${limit.calls} calls in ${limit.windowMs / 1000} s`, {
        headers: { "retry-after": c.res.headers.get("retry-after") ?? "1" },
      });
    },
  });
  return { middleware, close: () => store.shutdown() };
}
