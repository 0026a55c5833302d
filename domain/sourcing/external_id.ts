import { z } from "zod";
import { storableText } from "../shared/storable.ts";

export const externalId = z.union([z.string(), z.int().transform(String)], {
  error: "expected a text or a whole number",
})
  .pipe(storableText.trim().min(1).max(200));
