import type { MiddlewareHandler } from "hono";
import { bodyLimit as honoBodyLimit } from "hono/body-limit";
import type { Environment } from "../environment.ts";
import { Problem } from "../problem.ts";

/**
 * Refuses a larger body: by its announced length before a byte is read, else as soon as the limit is passed, so that
 * never more than the limit is held in memory.
 */
export function bodyLimit(maxSize: number): MiddlewareHandler<Environment> {
  const counted = honoBodyLimit({
    maxSize,
    onError: () => {
      throw new Problem("body_too_large", `Cannot take the body: it is larger than ${maxSize} bytes`, {
        headers: { connection: "close" },
      });
    },
  });
  return (c, next) => {
    const announced = c.req.header("content-length");
    const isShort = announced !== undefined && c.req.header("transfer-encoding") === undefined &&
      Number(announced) <= maxSize;
    // No more than was announced arrives. A body that is counted is read as a stream, which takes several times as long.
    return isShort ? next() : counted(c, next);
  };
}
