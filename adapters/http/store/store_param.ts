import { z } from "@hono/zod-openapi";
import { idParam } from "../server/id_param.ts";

export const STORES_TAG = "Stores";

/** The use cases check it. */
export const storeParam = z.object({
  store: idParam(100).openapi({
    description: "Id of the store",
    example: "1",
    pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$",
  }),
});
