import { z } from "zod";
import { NO_CONTROLS, withoutControls } from "../shared/no_controls.ts";

/** Normalised, since some tills send Hangul decomposed (ㄱㅣㅁ for 김) or with other spacing. */
export const menuNameSchema = z.string().max(400)
  .transform((text) => text.normalize("NFC").trim().replace(/\s+/g, " "))
  .pipe(
    withoutControls(z.string().min(1).max(100)),
  )
  .brand<"MenuName">()
  .meta({
    description: "Name on the menu",
    examples: ["김치찌개"],
    maxLength: 100,
    allOf: [{ pattern: "\\S" }, { pattern: NO_CONTROLS.source }],
  });

export type MenuName = z.infer<typeof menuNameSchema>;
