import { z } from "zod";
import { NO_CONTROLS, NO_CONTROLS_MESSAGE } from "../shared/no_controls.ts";

/** Without control characters: ids and names are part of keys, headers and logs. */
export function plainText(longest: number) {
  return text(longest, NO_CONTROLS);
}

/** Accepts also U+0080 to U+009F, as earlier versions did. For rehydration and look-ups, never for new values. */
export function storedText(longest: number) {
  // deno-lint-ignore no-control-regex
  return text(longest, /^[^\u0000-\u001f\u007f]*$/);
}

function text(longest: number, rule: RegExp) {
  return z.string().min(1).max(longest).regex(rule, NO_CONTROLS_MESSAGE)
    .refine((text) => text.isWellFormed(), "expected well-formed Unicode");
}
