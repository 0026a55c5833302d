import type { MiddlewareHandler } from "hono";
import type { Environment } from "../environment.ts";
import { Problem } from "../problem.ts";

/** Refuses a NUL, which no database can store. */
export function storableAddress(): MiddlewareHandler<Environment> {
  return async (c, next) => {
    if (/%00/.test(c.req.url)) {
      const detail = "expected text without NUL";
      throw new Problem("invalid_input", `Cannot read the address: ${detail}`, { errors: [{ at: "", detail }] });
    }
    await next();
  };
}
