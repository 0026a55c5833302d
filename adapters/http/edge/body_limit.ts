import type { MiddlewareHandler } from "hono";
import { bodyLimit as honoBodyLimit } from "hono/body-limit";
import type { Environment } from "../environment.ts";
import { Problem } from "../problem.ts";

/**
 * Refuses a larger body: by its announced length before a byte is read, else as soon as the limit is passed, so that
 * never more than the limit is held in memory.
 */
export function bodyLimit(maxSize: number): MiddlewareHandler<Environment> {
  return honoBodyLimit({
    maxSize,
    onError: () => {
      throw new Problem("body_too_large", `Cannot take the body: it is larger than ${maxSize} bytes`, {
        headers: { connection: "close" },
      });
    },
  });
}
