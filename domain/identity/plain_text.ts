import { z } from "zod";
import { outsideId } from "../shared/outside_id.ts";
import { NO_CONTROLS, NO_CONTROLS_MESSAGE } from "../shared/no_controls.ts";

/** Without control characters: ids and names are part of keys, headers and logs. */
export function plainText(longest: number) {
  return text(z.string().min(1).max(longest), NO_CONTROLS);
}

export function plainId(longest: number) {
  return text(outsideId(longest), NO_CONTROLS);
}

/** Accepts also U+0080 to U+009F, as earlier versions did. For rehydration and look-ups, never for new values. */
export function storedText(longest: number) {
  return text(z.string().min(1).max(longest), BUT_C1);
}

/** {@link storedText} in the one spelling that ids have. */
export function storedId(longest: number) {
  return text(outsideId(longest), BUT_C1);
}

// deno-lint-ignore no-control-regex
const BUT_C1 = /^[^\u0000-\u001f\u007f]*$/;

function text(base: z.ZodString, rule: RegExp) {
  return base.regex(rule, NO_CONTROLS_MESSAGE)
    .refine((text) => text.isWellFormed(), "expected well-formed Unicode");
}
