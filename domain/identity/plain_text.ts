import { z } from "zod";

// deno-lint-ignore no-control-regex
const NO_CONTROLS = /^[^\u0000-\u001f\u007f]*$/;

/** Text of one to `longest` characters without control characters: ids and names travel in keys, headers and logs. */
export function plainText(longest: number) {
  return z.string().min(1).max(longest).regex(NO_CONTROLS, "expected no control characters")
    .refine((text) => text.isWellFormed(), "expected well-formed Unicode");
}
