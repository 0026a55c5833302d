import type { z } from "zod";

/** No control characters (Unicode `Cc`); spelt out, so that every dialect of JSON Schema accepts it. */
// deno-lint-ignore no-control-regex
export const NO_CONTROLS = /^[^\u0000-\u001f\u007f-\u009f]*$/;
export const NO_CONTROLS_MESSAGE = "expected no control characters";

export function withoutControls<S extends z.ZodString>(schema: S): S {
  return schema.regex(NO_CONTROLS, NO_CONTROLS_MESSAGE) as S;
}
