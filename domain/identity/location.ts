import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { plainText, storedText } from "./plain_text.ts";

const LOCATION_TYPES = ["entrance", "table", "counter"] as const;

/** A place within a store, such as "Table 3". */
export const locationSchema = z.object({
  name: storedText(32),
  type: z.enum(LOCATION_TYPES, { error: `expected one of ${LOCATION_TYPES.join(", ")}` }),
}).readonly();

export type Location = z.infer<typeof locationSchema>;

/** A place that is to be registered. */
export const locationDraftSchema = strictObject("location", { ...locationSchema.unwrap().shape, name: plainText(32) });
