import { z } from "@hono/zod-openapi";

export const STORES_TAG = "Stores";

/** The use cases check it. */
export const storeParam = z.object({
  store: z.string().min(1).max(100).openapi({
    description: "Id of the store",
    example: "1",
    pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$",
  }),
});
