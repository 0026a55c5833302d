import { z } from "zod";
import { plainText } from "./plain_text.ts";

export const LOCATION_TYPES = ["entrance", "table", "counter"] as const;

/** A place within a store, such as "Table 3". */
export const locationSchema = z.object({
  name: plainText(32),
  type: z.enum(LOCATION_TYPES, { error: `expected one of ${LOCATION_TYPES.join(", ")}` }),
}).readonly();

export type Location = z.infer<typeof locationSchema>;
