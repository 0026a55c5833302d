import type { MiddlewareHandler } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import type { Api } from "../api.ts";
import type { Environment } from "../environment.ts";
import { Problem } from "../problem.ts";

/**
 * Refuses a method that the address does not have before anybody is asked for a key or a body: the answer would be the
 * same with them, and what an address has is in the public document. Passes on addresses that do not exist.
 */
export function allowedMethods(api: Api): MiddlewareHandler<Environment> {
  let router: TrieRouter<string> | undefined;
  return async (c, next) => {
    // Routes are added after the middleware.
    router ??= methodsByPath(api);
    const methods = new Set(router.match("ALL", c.req.path)[0].flatMap(([method]) => method));
    if (methods.has("GET")) methods.add("HEAD");
    if (methods.size > 0 && !methods.has(c.req.method)) {
      const allow = METHODS.filter((method) => methods.has(method)).join(", ");
      throw new Problem("method_not_allowed", `Cannot ${c.req.method} here: allowed are ${allow}`, {
        headers: { allow },
      });
    }
    await next();
  };
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

function methodsByPath({ routes }: Api): TrieRouter<string> {
  const router = new TrieRouter<string>();
  for (const { method, path } of routes) {
    if (method !== "ALL") router.add("ALL", path, method);
  }
  return router;
}
