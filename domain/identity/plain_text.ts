import { z } from "zod";
import { NO_CONTROLS, NO_CONTROLS_MESSAGE } from "../shared/no_controls.ts";

/** Text of one to `longest` characters without control characters: ids and names travel in keys, headers and logs. */
export function plainText(longest: number) {
  return text(longest, NO_CONTROLS);
}

/**
 * {@link plainText} as it may be stored: earlier versions took the controls U+0080 to U+009F. For rehydration and for
 * looking up what is stored, so that it can still be read and erased; never for what is to be stored.
 */
export function storedText(longest: number) {
  // deno-lint-ignore no-control-regex
  return text(longest, /^[^\u0000-\u001f\u007f]*$/);
}

function text(longest: number, rule: RegExp) {
  return z.string().min(1).max(longest).regex(rule, NO_CONTROLS_MESSAGE)
    .refine((text) => text.isWellFormed(), "expected well-formed Unicode");
}
