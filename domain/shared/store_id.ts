import type { z } from "zod";
import { outsideId } from "./outside_id.ts";

/** Part of cache keys and URLs: excludes `:`, `*` and `/`. */
export const storeIdSchema = outsideId(50).regex(
  /^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$/,
  "expected 1 to 50 letters, digits, dots, dashes or underscores, the first a letter or a digit",
).brand<"StoreId">();
export type StoreId = z.infer<typeof storeIdSchema>;
