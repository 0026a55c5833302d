import { z } from "zod";

// deno-lint-ignore no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Text of one to `longest` characters without control characters: ids and names travel in keys, headers and logs. */
export function plainText(longest: number) {
  return z.string().min(1).max(longest).refine((text) => !CONTROL.test(text), "expected no control characters")
    .refine((text) => text.isWellFormed(), "expected well-formed Unicode");
}
