import { z } from "@hono/zod-openapi";

/** A decomposed character has up to four parts, and spaces may surround an id: the use case bounds what is left. */
const PARTS = 4;

/** An id in an address, in any spelling. */
export function idParam(longest: number) {
  return z.string().min(1).max(PARTS * longest).openapi({ maxLength: longest });
}
