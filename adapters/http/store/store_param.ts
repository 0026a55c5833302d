import { z } from "@hono/zod-openapi";

export const STORES_TAG = "Stores";

/** The store in an address. Whether it is the id of one is the use cases' to say. */
export const storeParam = z.object({
  store: z.string().min(1).max(100).openapi({
    description: "Id of the store",
    example: "1",
    pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$",
  }),
});
